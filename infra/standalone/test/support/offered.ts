import * as contract from '@daqidi/schemas/operations';
import {
  ListCasesDocument,
  type MutationForm,
  operations,
  ReadCaseDocument,
  type ReadCaseQuery,
} from '@daqidi/schemas/operations';
import { aboutInput } from '@daqidi/service-testing';
import { cast, Declined, type Person, type World } from '@daqidi/standalone';
import { type GraphQLSchema, getNamedType, isInputObjectType } from 'graphql';
import { inputOf } from './every-field.js';

type Case = NonNullable<ReadCaseQuery['appeal']>;
type Action = Case['actions'][number];
export interface Offered extends Action {
  /** What the document shows that the input may name. */
  readonly facts: Readonly<Record<string, unknown>>;
}

const offeredIn = ({ id: appealId, ...it }: Case): readonly Offered[] => {
  const from = (actions: readonly Action[] | null | undefined, facts: object = {}): readonly Offered[] =>
    (actions ?? []).map((action) => ({ ...action, facts: { appealId, ...facts } }));
  const { triage, ledgerEntry: entry, supervision: watched, deskAnswer } = it;
  return [
    ...from(it.actions, { digest: deskAnswer?.digest }),
    ...from(triage?.actions, { digest: deskAnswer?.digest }),
    ...from(entry?.actions, { digest: entry?.result?.digest }),
    ...from(entry?.publication?.actions),
    ...from(watched?.oversight?.actions),
    ...from(watched?.dual?.actions),
    ...(watched?.dual?.tracks ?? []).flatMap(({ name: track, actions }) => from(actions, { track })),
    ...(watched?.orders ?? []).flatMap(({ id: orderId, actions }) => from(actions, { orderId })),
  ];
};

/** What this reader is offered on a case; nothing where he does not see it. */
export const offeredTo = async (world: World, person: Person, id: string): Promise<readonly Offered[]> => {
  const { appeal } = await world.ask(person, ReadCaseDocument, { id }).catch(() => ({ appeal: null }));
  return appeal === null ? [] : offeredIn(appeal);
};

const forms = Object.values(contract as unknown as Readonly<Record<string, unknown>>).filter(
  (each): each is MutationForm => typeof each === 'object' && each !== null && 'mutation' in each,
);

interface BatchAnswer {
  readonly results?: readonly { readonly refusal: { readonly code: string; readonly rule: string | null } | null }[];
}

export const createOfferTrials = (world: World, schema: GraphQLSchema) => {
  let requests = 0;
  /** The code and rule of its refusal; null where it was done. */
  const does = async (person: Person, { name, expectedVersion, facts }: Offered) => {
    const form = forms.find(({ mutation }) => mutation === name);
    const operation = operations.find((each) => each.name === form?.operation);
    const type = getNamedType(schema.getMutationType()?.getFields()[name]?.args[0]?.type);
    if (operation === undefined || !isInputObjectType(type)) throw new Error(`nobody can ask for ${name}`);
    requests += 1;
    const text = '已现场核实,情况属实。';
    const values = { text, reason: text, purpose: text, explanation: text, ...facts, expectedVersion: expectedVersion ?? 0 };
    const input = inputOf(Object.values(type.getFields()), { ...values, requestId: `offered-${requests}` });
    const items = type.getFields()['items'];
    const item = items === undefined ? null : getNamedType(items.type);
    if (isInputObjectType(item)) input['items'] = [inputOf(Object.values(item.getFields()), values)];
    try {
      const answer = await world.ask(person, operation as never, { input } as never);
      return Object.values(answer as Readonly<Record<string, BatchAnswer>>)[0]?.results?.[0]?.refusal ?? null;
    } catch (error) {
      if (error instanceof Declined) return error;
      throw error;
    }
  };

  const idsOf = async (person: Person): Promise<readonly string[]> => {
    const { cases } = await world.ask(person, ListCasesDocument, { first: 50 }).catch(() => ({ cases: { edges: [] } }));
    return cases.edges.map(({ node }) => node.id);
  };

  /** What was offered to somebody of the cast, and refused for something else than its input; and how much was tried. */
  return async (): Promise<{ readonly tried: number; readonly wrong: readonly string[] }> => {
    const people = Object.entries<Person>({ ...cast });
    const ids = [...new Set((await Promise.all(people.map(([, person]) => idsOf(person)))).flat())];
    const wrong: string[] = [];
    let tried = 0;
    for (const id of ids)
      for (const [who, person] of people) {
        const before = new Set<string>();
        for (;;) {
          const offered = (await offeredTo(world, person, id)).find(({ name }) => !before.has(name));
          if (offered === undefined) break;
          before.add(offered.name);
          tried += 1;
          const refusal = await does(person, offered);
          const isAboutInput =
            refusal === null ||
            refusal.code === 'BAD_USER_INPUT' ||
            (refusal.rule !== null && aboutInput.has(refusal.rule as never));
          if (!isAboutInput)
            wrong.push(`${who}: ${offered.name} is offered and refused with ${refusal.code} ${refusal.rule ?? ''}`);
        }
      }
    return { tried, wrong };
  };
};
