import { anonymous, mayEver, needsNoSubject, type PolicyRules, type Principal, type PrincipalKind } from '@daqidi/identity';
import { DaqidiError } from '@daqidi/runtime';
import { rootFields } from '@daqidi/subgraph';
import { type GraphQLObjectType, isNonNullType, parse } from 'graphql';

/** Attempts are counted `by` this argument; only those that bring a `guess` where one is named. */
export interface Guessed {
  readonly by: string;
  readonly guess: string | undefined;
}

/** What is known of who may ask for a root field before anything is planned: the kind of principal, not yet the posts. */
export interface Access {
  /** Throws UNAUTHENTICATED or FORBIDDEN where nobody of this kind may ever ask for this field, whatever the case. */
  check(kind: PrincipalKind, type: GraphQLObjectType, field: string): void;
  /** Where the field takes a code that could be guessed: the arguments that say whose code it is, and which, by their paths. */
  guessed(type: GraphQLObjectType, field: string): Guessed | undefined;
}

/** Anybody for anything: subgraphs decide alone. */
export const openAccess: Access = { check: () => undefined, guessed: () => undefined };

/**
 * The rules that the SDL of the subgraphs names, by root field. Says no only where the subgraph would say it too, and for the same
 * reason: officers and machines are left to it, since their posts are known there.
 */
export const createAccess = (rules: PolicyRules, typeDefs: readonly string[]): Access => {
  const ruleOf = new Map(
    typeDefs.flatMap((sdl) => rootFields(parse(sdl))).flatMap(({ coordinate, rule }) => (rule ? [[coordinate, rule]] : [])),
  );
  const principalOf = (kind: PrincipalKind): Principal => ({ ...anonymous, kind });
  return {
    check: (kind, type, field) => {
      const rule = ruleOf.get(`${type.name}.${field}`);
      if (rule === undefined || kind === 'OFFICER' || kind === 'MACHINE' || mayEver(rules, rule, principalOf(kind))) return;
      if (kind === 'ANONYMOUS') throw new DaqidiError('UNAUTHENTICATED');
      const isList = isNonNullType(type.getFields()[field]?.type) && type.name !== 'Mutation';
      if (isList || needsNoSubject(rules, rule)) throw new DaqidiError('FORBIDDEN');
    },
    guessed: (type, field) => {
      const rule = ruleOf.get(`${type.name}.${field}`);
      const { guessedBy: by, guess } = (rule === undefined ? undefined : rules.rules[rule]) ?? {};
      return by === undefined ? undefined : { by, guess };
    },
  };
};
