import { mayEver, needsNoSubject, type PolicyRules } from '@daqidi/identity';
import { DaqidiError } from '@daqidi/runtime';
import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { type BaseContext, isRefused } from './context.js';
import type { RootField } from './rules.js';

type Resolver = GraphQLFieldResolver<unknown, unknown>;

/**
 * A rule without a case can be refused here. One that depends on the case is left to the command, which answers
 * NOT_FOUND for what is hidden before it speaks of rights. Who did not sign in is told so: the same for every case.
 */
const refuse = (rules: PolicyRules, rule: string, context: BaseContext): void => {
  if (mayEver(rules, rule, context.principal)) return;
  if (context.principal.kind === 'ANONYMOUS') throw new DaqidiError('UNAUTHENTICATED');
  if (needsNoSubject(rules, rule)) throw new DaqidiError('FORBIDDEN');
};

/** Each root field gets its own context, since root fields of one query run side by side. */
const guarded =
  (resolve: Resolver, rule: string | null, rules: PolicyRules): Resolver =>
  (source, args, context, info) => {
    if (isRefused(context)) throw context.refusal;
    const base = context as BaseContext;
    if (rule === null) return resolve(source, args, base, info);
    refuse(rules, rule, base);
    return resolve(source, args, { ...base, rule }, info);
  };

/** Puts the guard around every root field, `_entities` included. Only the SDL may be asked for by anybody. */
export const guardRootFields = (schema: GraphQLSchema, fields: readonly RootField[], rules: PolicyRules): void => {
  const ruleOf = new Map(fields.map(({ coordinate, rule }) => [coordinate, rule ?? null]));
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      if (field.name === '_service') continue;
      if (!field.resolve) throw new Error(`${type?.name}.${field.name} has no resolver`);
      field.resolve = guarded(field.resolve, ruleOf.get(`${type?.name}.${field.name}`) ?? null, rules);
    }
  }
};
