import type { NewEvent } from '@daqidi/events';
import { type PolicyRules, type Principal, permit, type Scope, type Subject } from '@daqidi/identity';
import type { DaqidiError } from '@daqidi/runtime';
import type { AggregateDocument, Aggregates, BoundedTotal, Collection, Store } from '@daqidi/store';
import {
  type Connection,
  connectionOf,
  createReferenceLoader,
  decodeCursor,
  decodePosition,
  pageSize,
  type ReferenceLoader,
} from '@daqidi/subgraph';

/** A text of the vault. */
export interface Text {
  readonly id: string;
  readonly text: string;
}

/** The aggregates of one request that its reader may see; stubs that only hold facts do not exist for anybody. */
export const createAggregateLoader = <State, Facts, Event extends NewEvent>(
  aggregates: Aggregates<State, Facts, Event>,
  scope: Scope,
): ReferenceLoader<AggregateDocument<State, Facts>> =>
  createReferenceLoader(
    async (ids) => (await aggregates.collection.byIds(ids, scope)).filter(({ seq }) => seq > 0),
    ({ _id }) => _id,
  );

/** Whether this reader sees the document of a stream; null of a stream of another kind. */
export type Sight = (stream: string) => Promise<boolean> | null;

/** Of the streams of one kind of aggregate, those whose document the loader finds. */
export const seenThrough =
  <State, Facts, Event extends NewEvent>(
    { streamOf }: Aggregates<State, Facts, Event>,
    documents: ReferenceLoader<AggregateDocument<State, Facts>>,
  ): Sight =>
  (stream) => {
    const ofStreams = streamOf('');
    return stream.startsWith(ofStreams) ? documents.load(stream.slice(ofStreams.length)).then((found) => found !== null) : null;
  };

/** The texts of one request, by vault id, each read through its document: who may not see that, sees none of its texts. */
export const createTextLoader = (store: Store, ...sights: readonly Sight[]): ReferenceLoader<Text> => {
  const isSeen = async (stream: string): Promise<boolean> => {
    for (const sight of sights) {
      const seen = sight(stream);
      if (seen !== null) return seen;
    }
    return false;
  };
  return createReferenceLoader(
    async (ids) => {
      const kept = [...(await store.vault.getMany(ids))];
      const seen = await Promise.all(kept.map(([, { stream }]) => isSeen(stream)));
      return kept.flatMap(([id, { text }], index) => (seen[index] ? [{ id, text }] : []));
    },
    ({ id }) => id,
  );
};

export interface TextReader {
  readonly tools: { readonly rules: PolicyRules };
  readonly principal: Principal;
  readonly texts: ReferenceLoader<Text>;
}

/** A text about this subject, for those whom the rule lets read it; null for everybody else, and where it was erased. */
export const textUnder = async (
  rule: string,
  { tools, principal, texts }: TextReader,
  subject: Subject,
  reference: { readonly vaultId: string } | null,
): Promise<string | null> => {
  if (reference === null || permit(tools.rules, rule, principal, subject) === null) return null;
  return (await texts.load(reference.vaultId))?.text ?? null;
};

/** How long a read waits for the position it was given, in milliseconds (architecture, Graph). */
const patience = 500;

export interface Awaiting {
  /** What the list is of. */
  readonly kept: {
    waitFor(
      id: string,
      position: { readonly stream: string; readonly seq: number },
      milliseconds: number,
      scope: Scope,
    ): Promise<boolean>;
  };
  /** The kinds of streams that it holds, such as `intake:appeal`: for a position in any other there is nothing to wait. */
  readonly holds: readonly string[];
  readonly scope: Scope;
}

/**
 * Whether the position that the reader was given is not reached in half a second. It is waited for only where the reader may see what it
 * is about: the token of something hidden is as stale as an invented one. BAD_USER_INPUT for what is no position.
 */
export const isStale = async (position: string | null | undefined, { kept, holds, scope }: Awaiting): Promise<boolean> => {
  if (!position) return false;
  const { stream, seq } = decodePosition(position);
  const end = stream.lastIndexOf(':');
  if (!holds.includes(stream.slice(0, end))) return false;
  return !(await kept.waitFor(stream.slice(end + 1), { stream, seq }, patience, scope));
};

/**
 * Before which moment the running clock is due (ISO 8601), of what a list asks for; null where it asks for neither. Overdue is judged by
 * the moment of reading, in ms since the epoch.
 */
export const dueBy = (
  { dueBefore, overdue }: { readonly dueBefore?: string | Date | null; readonly overdue?: boolean | null },
  now: number,
): string | null => {
  const asked = [...(dueBefore ? [dueBefore] : []), ...(overdue ? [now] : [])];
  return asked.map((moment) => new Date(moment).toISOString()).sort()[0] ?? null;
};

export interface PageInput<Doc> {
  readonly tools: { refusal(rule: string): DaqidiError };
  /** Names the list and its order: a cursor of another list is refused. */
  readonly list: string;
  readonly collection: Collection<Doc>;
  /** A registered query with a sort field. */
  readonly query: string;
  /** Against the registered order. */
  readonly backwards?: boolean;
  /** Left out where nothing but what everybody may read is in the index. */
  readonly scope?: Scope;
  readonly where: Readonly<Record<string, unknown>>;
  readonly first: number | null | undefined;
  readonly after: string | null | undefined;
  /** The sort field's value. */
  readonly keyOf: (document: Doc) => string | null;
}

/** What a list says of how many there are. */
interface Counted {
  counted(): Promise<BoundedTotal>;
}

export type Page<Doc> = Connection<Doc> & Counted;

/** Resolvers of a list's totals: at most 10,000, and whether that is all. Counted once, and only where they are asked for. */
export const totals = {
  total: async ({ counted }: Counted): Promise<number> => (await counted()).total,
  totalIsExact: async ({ counted }: Counted): Promise<boolean> => (await counted()).exact,
};

/**
 * A page of a registered query, and on demand the total of all that match, both within the reader's scope and at a bounded cost.
 * BAD_USER_INPUT for a bad cursor or size, RULE_VIOLATION (`list.narrow`) where too many rows had to be looked at.
 */
export const readPage = async <Doc>(input: PageInput<Doc>): Promise<Page<Doc>> => {
  const { tools, list, collection, query, where, backwards = false, keyOf } = input;
  const scope = input.scope === undefined ? {} : { scope: input.scope };
  const first = pageSize(input.first);
  const after = input.after ? decodeCursor(list, input.after)[0] : undefined;
  const { documents, complete } = await collection.page(query, { ...scope, where, after, backwards, limit: first + 1 });
  if (!complete) throw tools.refusal('list.narrow');
  let counted: Promise<BoundedTotal> | undefined;
  return {
    ...connectionOf(list, documents, first, (row) => [keyOf(row)]),
    counted: () => {
      counted ??= collection.total(query, { ...scope, where, backwards });
      return counted;
    },
  };
};

export interface RowPageInput<Kept, Shown> {
  /** Names the list: a cursor of another list is refused. */
  readonly list: string;
  readonly rows: Collection<Kept>;
  readonly where: Readonly<Record<string, unknown>>;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  show(row: Kept): Shown | Promise<Shown>;
}

/**
 * A page of what a document tells in rows, the newest first (their registered query `newest`). Whoever may see the document may see
 * them: they have no scope of their own. BAD_USER_INPUT for a bad cursor or size.
 */
export const readRows = async <Kept extends { readonly order: string }, Shown>(input: RowPageInput<Kept, Shown>) => {
  const { list, rows, where, show } = input;
  const first = pageSize(input.first);
  const after = input.after ? decodeCursor(list, input.after)[0] : undefined;
  const found = await rows.find('newest', { where, after, limit: first + 1 });
  const { edges, pageInfo } = connectionOf(list, found, first, ({ order }) => [order]);
  const shown = edges.map(async ({ cursor, node }) => ({ cursor, node: await show(node) }));
  return { edges: await Promise.all(shown), pageInfo };
};
