import type { NewEvent } from '@daqidi/events';
import { type PolicyRules, type Principal, permit, type Scope, type Subject } from '@daqidi/identity';
import type { AggregateDocument, Aggregates, Collection, Store } from '@daqidi/store';
import {
  type Connection,
  connectionOf,
  createReferenceLoader,
  decodeCursor,
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

export interface PageInput<Doc> {
  /** Names the list: a cursor of another list is refused. */
  readonly list: string;
  readonly collection: Collection<Doc>;
  /** A registered query with a sort field. */
  readonly query: string;
  readonly scope: Scope;
  readonly where: Readonly<Record<string, unknown>>;
  readonly first: number | null | undefined;
  readonly after: string | null | undefined;
  /** The sort field's value. */
  readonly keyOf: (document: Doc) => string | null;
}

/** A page of a registered query and the total of all that match, both within the reader's scope. BAD_USER_INPUT for a bad cursor or size. */
export const readPage = async <Doc>(input: PageInput<Doc>): Promise<Connection<Doc> & { readonly total: number }> => {
  const { list, collection, query, scope, where, keyOf } = input;
  const first = pageSize(input.first);
  const after = input.after ? decodeCursor(list, input.after)[0] : undefined;
  const [rows, total] = await Promise.all([
    collection.find(query, { scope, where, after, limit: first + 1 }),
    collection.count(query, { scope, where }),
  ]);
  return { ...connectionOf(list, rows, first, (row) => [keyOf(row)]), total };
};
