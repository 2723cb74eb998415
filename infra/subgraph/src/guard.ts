import { mayEver, needsNoSubject, type PolicyRules, scopeUnder } from '@daqidi/identity';
import { DaqidiError } from '@daqidi/runtime';
import { type GraphQLFieldResolver, type GraphQLSchema, isNonNullType } from 'graphql';
import { type BaseContext, isRefused } from './context.js';
import { idsChecked } from './ids.js';
import type { RootField } from './rules.js';

type Resolver = GraphQLFieldResolver<unknown, unknown>;

/**
 * A rule without a case can be refused here, and so can a list: its type has no null to say "nothing". What depends on the
 * case is left to the command, which answers NOT_FOUND for what is hidden before it speaks of rights; a single read then
 * finds nothing. Who did not sign in is told so: the same for every case.
 */
const refuse = (rules: PolicyRules, rule: string, isList: boolean, context: BaseContext): void => {
  if (mayEver(rules, rule, context.principal)) return;
  if (context.principal.kind === 'ANONYMOUS') throw new DaqidiError('UNAUTHENTICATED');
  if (isList || needsNoSubject(rules, rule)) throw new DaqidiError('FORBIDDEN');
};

/** A resolver may say which rule it asks; the SDL has to say the same. */
interface StatesRule {
  readonly rule?: string;
}

interface Root {
  readonly rule: string | null;
  readonly kind: 'LIST' | 'READ' | 'MUTATION';
  readonly checkIds: (args: object) => void;
}

/** Each root field gets its own context, since root fields of one query run side by side. Reads see what their rule grants. */
const guarded =
  (resolve: Resolver, { rule, kind, checkIds }: Root, rules: PolicyRules): Resolver =>
  (source, args, context, info) => {
    if (isRefused(context)) throw context.refusal;
    const base = context as BaseContext;
    if (rule === null) return resolve(source, args, base, info);
    refuse(rules, rule, kind === 'LIST', base);
    checkIds(args);
    const scope = kind === 'MUTATION' ? base.scope : scopeUnder(rules, rule, base.principal);
    return resolve(source, args, { ...base, rule, scope }, info);
  };

/** Puts the guard around every root field, `_entities` included. Only the SDL may be asked for by anybody. */
export const guardRootFields = (schema: GraphQLSchema, fields: readonly RootField[], rules: PolicyRules): void => {
  const ruleOf = new Map(fields.map(({ coordinate, rule }) => [coordinate, rule ?? null]));
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      if (field.name === '_service') continue;
      if (!field.resolve) throw new Error(`${type?.name}.${field.name} has no resolver`);
      const rule = ruleOf.get(`${type?.name}.${field.name}`) ?? null;
      const { rule: stated } = field.resolve as Resolver & StatesRule;
      if (stated !== undefined && stated !== rule)
        throw new Error(`${type?.name}.${field.name} is guarded by "${rule}" in the SDL and by "${stated}" in its command`);
      const kind = type === schema.getMutationType() ? 'MUTATION' : isNonNullType(field.type) ? 'LIST' : 'READ';
      field.resolve = guarded(field.resolve, { rule, kind, checkIds: idsChecked(field.args) }, rules);
    }
  }
};
