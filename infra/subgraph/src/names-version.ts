import { type GraphQLSchema, getNamedType, isInputObjectType } from 'graphql';

export type Schema = GraphQLSchema;

/** Whether the mutation's input names a version, or each of its items does where it is for many. */
export const namesVersion = (schema: Schema, mutation: string): boolean => {
  const field = schema.getMutationType()?.getFields()[mutation];
  if (field === undefined) throw new Error(`${mutation} is offered and is no mutation`);
  return field.args.some(({ type }) => {
    const input = getNamedType(type);
    if (!isInputObjectType(input)) return false;
    const nested = Object.values(input.getFields()).map((each) => getNamedType(each.type));
    return [input, ...nested].some((each) => isInputObjectType(each) && each.getFields()['expectedVersion'] !== undefined);
  });
};
