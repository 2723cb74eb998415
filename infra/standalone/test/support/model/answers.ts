import { invariant } from '@daqidi/testing';
import { mutationNamed } from '../mutation.js';
import type { RawAnswer } from '../settling-world.js';
import { type Case, type Model, stageOf } from './cases.js';
import type { Told } from './effects.js';
import { type Command, documentOf, type Verdict } from './law.js';
import { everybody, type Somebody } from './people.js';
import { reads, sees } from './sight.js';
import { trackNames } from './tracks.js';

/** What the model asks of a platform. */
export interface Asked {
  raw(person: Somebody, query: string, variables?: Record<string, unknown>): Promise<RawAnswer>;
}

const selections: Readonly<Record<string, string>> = {
  appeal: 'appeal { id version }',
  review: 'triageCase { id version stage jointDecision { digest } }',
  entry: 'ledgerEntry { id version stage result { digest } slots { name form } }',
  order: 'supervisionOrder { id version status }',
  dual: 'dualOversight { id version }',
};

const selectionOf = (field: string): string => {
  if (field === 'submitAppeal') return 'appeal { id version } receipt { queryCode }';
  return field === 'viewPetitioner' ? 'details { name }' : (selections[documentOf(field)] ?? '');
};

export const mutationOf = (field: string): string => mutationNamed(field, selectionOf(field));

/** The refusal of an answer: its code, and the rule where it names one. */
export const refusalOf = ({ errors }: RawAnswer): { readonly code: string | null; readonly rule: string | null } => {
  const { code, rule } = errors?.[0]?.extensions ?? {};
  return { code: errors === undefined ? null : String(code), rule: typeof rule === 'string' ? rule : null };
};

/** Whatever a caller is told of a refusal, but for the id of the request. */
export const toldOf = ({ data, errors }: RawAnswer): unknown => ({
  data,
  errors: errors?.map(({ message, path, extensions }) => ({ message, path, ...extensions, correlationId: null })),
});

export const asJudged = (verdict: Verdict, answer: RawAnswer): void => {
  const { code, rule } = refusalOf(answer);
  const expected = verdict.code === null ? 'is accepted' : `is refused: ${[verdict.code, ...verdict.rules].join(' ')}`;
  const got = code === null ? 'it was accepted' : `the answer was ${[code, rule].filter(Boolean).join(' ')}`;
  invariant(code === verdict.code, `by the model this ${expected}; ${got} ${JSON.stringify(answer.errors ?? '').slice(0, 300)}`);
  if (verdict.code === 'RULE_VIOLATION') expect(verdict.rules, `by the model this ${expected}; ${got}`).toContain(String(rule));
};

type Fields = Readonly<Record<string, unknown>>;

export const payloadOf = (field: string, { data }: RawAnswer): Fields => (data?.[field] ?? {}) as Fields;

/** Ids, codes and digests of an accepted command. */
export const told = (field: string, answer: RawAnswer): Told => {
  const payload = payloadOf(field, answer);
  const { id } = (payload.appeal ?? {}) as { readonly id?: string };
  const { queryCode } = (payload.receipt ?? {}) as { readonly queryCode?: string | null };
  const { jointDecision } = (payload.triageCase ?? {}) as { readonly jointDecision?: { readonly digest: string } | null };
  const { result } = (payload.ledgerEntry ?? {}) as { readonly result?: { readonly digest: string } | null };
  return {
    ...(id === undefined ? {} : { id }),
    ...(typeof queryCode === 'string' ? { queryCode } : {}),
    ...(result ? { digest: result.digest } : {}),
    ...(jointDecision ? { jointDigest: jointDecision.digest } : {}),
  };
};

const slotsOf = (about: Case): readonly string[] => (about.entry?.slots ?? []).map(({ slot }) => slot);

/** The owner's document in the answer stands where the model has it now. */
export const payloadAsModelled = ({ field, about, order }: Command, answer: RawAnswer): void => {
  if (about === null || field === 'viewPetitioner' || field === 'submitAppeal') return;
  const payload = Object.values(payloadOf(field, answer)).find((each) => typeof each === 'object') as Fields;
  const {
    slots,
    result: _,
    jointDecision: __,
    ...seen
  } = payload as Fields & { readonly slots?: { name: string; form: string | null }[] };
  const { review, entry, id } = about;
  // The last signature only asks whether the case may be closed; that it was is seen once all services have answered.
  const asks = field === 'countersign' && entry?.stage === 'CLOSED' && seen.stage === 'SEALING';
  const expected = {
    appeal: { id, version: about.version },
    review: { id, version: review.version, stage: review.stage },
    entry: { id, version: entry?.version, stage: asks ? 'SEALING' : entry?.stage },
    dual: { id, version: about.dual?.version },
    order: { id: seen.id, version: order?.version, status: order?.status },
  }[documentOf(field)];
  expect(seen, 'the answer shows what the model has').toStrictEqual(expected);
  if (slots !== undefined)
    expect(
      slots.filter(({ form }) => form !== null).map(({ name }) => name),
      'the filled slots',
    ).toStrictEqual(slotsOf(about));
};

const caseFields = `id version stage restricted content
  triage { version stage desk opinions { reviewer { id } } }
  ledgerEntry { version stage book holder { id } handler { id } slots { name form } }
  supervision {
    orders { clock status version }
    dual { version tracks { name inspector { id } conclusion { finding } } asked { kind } disagreement { about } }
  }`;

const byClock = (left: { clock: string }, right: { clock: string }): number => (left.clock < right.clock ? -1 : 1);

const ordersSeen = (who: Somebody, about: Case) =>
  about.orders
    .filter(({ unit }) => sees(who, about, 'order', unit))
    .map(({ clock, status, version }) => ({ clock, status, version }))
    .sort(byClock);

/** The clocks of the two tracks run out unseen by the model. */
const isOfTracks = ({ clock }: { readonly clock: string }): boolean => ['TRACK', 'CONSENT', 'CONFERENCE'].includes(clock);

/** Of a case that accuses somebody, or is a complaint, those who look after it see that, orders or none. */
const oversees = (who: Somebody, about: Case): boolean => sees(who, about, 'dual') && sees(who, about, 'review');

const dualOf = ({ dual, review }: Case): unknown =>
  dual && {
    version: dual.version,
    tracks: trackNames.map((name) => [name, dual.tracks[name].inspector, dual.tracks[name].finding]),
    asked: dual.asked === null ? null : { kind: review.joint?.field === 'dismissAppeal' ? 'DISMISSAL' : 'VERDICT' },
    disagreement: dual.disagreement,
  };

/** A case as this reader sees it by the model. */
const viewOf = (who: Somebody, about: Case): unknown => {
  if (!sees(who, about, 'appeal')) return null;
  const { id, version, restricted, review, entry } = about;
  const orders = ordersSeen(who, about);
  return {
    id,
    version,
    stage: stageOf(about),
    restricted,
    content: reads(who, about),
    triage: sees(who, about, 'review')
      ? { version: review.version, stage: review.stage, desk: review.panel, opinions: review.opinions }
      : null,
    ledgerEntry:
      entry !== null && sees(who, about, 'entry')
        ? {
            version: entry.version,
            stage: entry.stage,
            book: entry.book,
            holder: entry.line[0],
            handler: entry.handler,
            slots: slotsOf(about),
          }
        : null,
    supervision:
      orders.length === 0 && !oversees(who, about) ? null : { orders, dual: sees(who, about, 'dual') ? dualOf(about) : null },
  };
};

interface Answered {
  readonly content: string | null;
  readonly triage: (Fields & { readonly opinions: readonly { readonly reviewer: { readonly id: string } }[] }) | null;
  readonly ledgerEntry:
    | (Fields & {
        readonly holder: { readonly id: string };
        readonly handler: { readonly id: string } | null;
        readonly slots: readonly { readonly name: string; readonly form: string | null }[];
      })
    | null;
  readonly supervision: {
    readonly orders: readonly { clock: string }[];
    readonly dual:
      | (Fields & {
          readonly tracks: readonly {
            readonly name: string;
            readonly inspector: { readonly id: string } | null;
            readonly conclusion: { readonly finding: string } | null;
          }[];
          readonly disagreement: { readonly about: string } | null;
        })
      | null;
  } | null;
}

const plain = (answered: Answered | null): unknown => {
  if (answered === null) return null;
  const { triage, ledgerEntry, supervision } = answered;
  return {
    ...answered,
    content: answered.content !== null,
    triage: triage && { ...triage, opinions: triage.opinions.map(({ reviewer }) => reviewer.id) },
    ledgerEntry: ledgerEntry && {
      ...ledgerEntry,
      holder: ledgerEntry.holder.id,
      handler: ledgerEntry.handler?.id ?? null,
      slots: ledgerEntry.slots.filter(({ form }) => form !== null).map(({ name }) => name),
    },
    supervision: supervision && {
      orders: supervision.orders.filter((order) => !isOfTracks(order)).sort(byClock),
      dual: supervision.dual && {
        ...supervision.dual,
        tracks: supervision.dual.tracks.map(({ name, inspector, conclusion }) => [
          name,
          inspector?.id ?? null,
          conclusion?.finding ?? null,
        ]),
        disagreement: supervision.dual.disagreement?.about ?? null,
      },
    },
  };
};

/** One reader looks at one case. */
export const lookAt = async (world: Asked, who: Somebody, about: Case): Promise<void> => {
  const answer = await world.raw(who, `query($id: ID!) { appeal(id: $id) { ${caseFields} } }`, { id: about.id });
  expect(plain((answer.data?.appeal ?? null) as Answered | null), `${who.name} at case ${about.name}`).toStrictEqual(
    viewOf(who, about),
  );
};

const lists = `{
  cases(first: 50) { total edges { node { id stage overdue satisfaction } } }
  caseCounts { stage count }
  ledger(first: 50) { total edges { node { id stage version } } }
  ledgerCounts { stage count }
  supervisionOrders(first: 50) { total edges { node { clock status appeal { id } } } }
}`;

const countsOf = (stages: readonly string[]): readonly { readonly stage: string; readonly count: number }[] =>
  [...new Set(stages)].sort().map((stage) => ({ stage, count: stages.filter((each) => each === stage).length }));

/** Whether a clock runs whose last day is over: the review's, the unit's or, while others sign, theirs. */
const isLate = ({ review, entry }: Case, today: string): boolean => {
  if (entry === null) return (review.stage === 'SCREENING' || review.stage === 'ASSESSING') && today > review.due;
  if (entry.stage === 'CLOSED') return false;
  return today > ((entry.stage === 'SIGNING_OFF' ? entry.signBy : entry.due) ?? today);
};

/** Of the latest evaluation; before that, what was confirmed when the case was closed. */
const satisfactionOf = ({ evaluated, entry }: Case): string | null =>
  evaluated ?? (entry?.stage === 'CLOSED' ? entry.confirmed : null);

const listsOf = (who: Somebody, { cases, day }: Model): unknown => {
  const rows = cases.filter((about) => sees(who, about, 'appeal'));
  const entries = cases.filter((about) => sees(who, about, 'entry'));
  const orders = cases.flatMap((about) => ordersSeen(who, about).map(({ status }) => `${about.id} ${status}`));
  return {
    cases: {
      total: rows.length,
      // The newest first.
      nodes: [...rows].reverse().map((about) => ({
        id: about.id,
        stage: stageOf(about),
        overdue: isLate(about, day),
        satisfaction: satisfactionOf(about),
      })),
    },
    caseCounts: countsOf(rows.map(stageOf)),
    ledger: {
      total: entries.length,
      nodes: entries.map(({ id, entry }) => ({ id, stage: entry?.stage, version: entry?.version })),
    },
    ledgerCounts: countsOf(entries.map(({ entry }) => String(entry?.stage))),
    supervisionOrders: { total: orders.length, nodes: orders.sort() },
  };
};

interface List<Node> {
  readonly total: number;
  readonly edges: readonly { readonly node: Node }[];
}

const plainList = <Node, Plain>(list: List<Node>, of: (node: Node) => Plain) => ({
  total: list.total,
  nodes: list.edges.map(({ node }) => of(node)),
});

const blind = new Set(['ADMIN', 'PERFORMANCE_OFFICER']);

/** What each reader finds in lists, counts and totals. */
const listsAsModelled = async (world: Asked, model: Model, who: Somebody): Promise<void> => {
  const answer = await world.raw(who, lists);
  if (who.kind === 'ANONYMOUS' || blind.has(who.role ?? '')) {
    expect(refusalOf(answer).code, `the lists of ${who.name}`).toBe(who.kind === 'ANONYMOUS' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
    return;
  }
  const data = answer.data as Record<string, never> | null | undefined;
  invariant(data, `${who.name} gets lists: ${JSON.stringify(answer.errors)}`);
  const order = ({ status, appeal }: { readonly status: string; readonly appeal: { readonly id: string } }) =>
    `${appeal.id} ${status}`;
  const { total, edges } = data.supervisionOrders as unknown as List<Parameters<typeof order>[0] & { readonly clock: string }>;
  const ofModel = edges.filter(({ node }) => !isOfTracks(node));
  const orders = plainList({ total: total - (edges.length - ofModel.length), edges: ofModel }, order);
  const seen = {
    cases: plainList(data.cases as never, (node) => node),
    caseCounts: data.caseCounts,
    ledger: plainList(data.ledger as never, (node) => node),
    ledgerCounts: data.ledgerCounts,
    supervisionOrders: { ...orders, nodes: [...orders.nodes].sort() },
  };
  expect(seen, `the lists of ${who.name}`).toStrictEqual(listsOf(who, model));
};

/** The whole graph, as everybody sees it: lists, counts and totals, and each case by those who are told to look. */
export const graphAsModelled = async (world: Asked, model: Model, lookers: readonly Somebody[]): Promise<void> => {
  for (const who of everybody) await listsAsModelled(world, model, who);
  for (const who of lookers) for (const about of model.cases) await lookAt(world, who, about);
};
