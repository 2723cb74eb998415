import { badInput } from '@daqidi/runtime';
import { type GraphQLArgument, GraphQLID, type GraphQLInputType, isInputObjectType, isListType, isNonNullType } from 'graphql';

/** The longest id that an event can name (schemas/events/shared.json), in characters. */
const longest = 128;

// Control characters and halves of characters: no id has them, and some stores cannot look for them.
const unwritable = /\p{Cc}|\p{Cs}/u;

const isId = (value: string): boolean =>
  value !== '' && value.length <= longest * 2 && [...value].length <= longest && !unwritable.test(value);

type Check = (value: unknown, field: string) => void;

const checkId: Check = (value, field) => {
  if (typeof value !== 'string' || isId(value)) return;
  throw badInput(
    field,
    `${field} is no id: an id has 1 to ${longest} characters, none of them control characters.`,
    `${field} 不是有效的编号:应为 1 至 ${longest} 个字符,且不含控制字符。`,
  );
};

/** Checks every id within values of this type; null where there can be none. */
const checkOf = (type: GraphQLInputType): Check | null => {
  if (isNonNullType(type)) return checkOf(type.ofType);
  if (type === GraphQLID) return checkId;
  if (isListType(type)) {
    const each = checkOf(type.ofType);
    if (each === null) return null;
    return (value, field) => {
      for (const item of Array.isArray(value) ? value : []) each(item, field);
    };
  }
  return isInputObjectType(type) ? checkFields(Object.values(type.getFields())) : null;
};

/** A mutation's `input` is left out of the path: its fields are what callers know. */
const within = (path: string): string => (path === '' || path === 'input' ? '' : `${path}.`);

const checkFields = (fields: readonly Pick<GraphQLArgument, 'name' | 'type'>[]): Check | null => {
  const checks = fields.flatMap(({ name, type }) => {
    const check = checkOf(type);
    return check === null ? [] : [{ name, check }];
  });
  if (checks.length === 0) return null;
  return (values, path) => {
    if (typeof values !== 'object' || values === null) return;
    for (const { name, check } of checks) check((values as Readonly<Record<string, unknown>>)[name], `${within(path)}${name}`);
  };
};

/** Refuses whatever cannot be an id among a field's arguments, before anything is looked for. BAD_USER_INPUT. */
export const idsChecked = (args: readonly GraphQLArgument[]): ((values: object) => void) => {
  const check = checkFields(args);
  return (values) => check?.(values, '');
};
