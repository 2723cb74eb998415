import { createAggregateLoader, createTextLoader, seenThrough, type Text } from '@daqidi/service';
import type { AggregateDocument } from '@daqidi/store';
import { type BaseContext, createReferenceLoader, type ReferenceLoader } from '@daqidi/subgraph';
import type { RecordState } from './domain/directory-state.js';
import type { PostRecord } from './domain/posts.js';
import type { Officer } from './model.js';
import { directoryTexts, officersNamed } from './shared/officer-names.js';
import { type StepsDone, stepsDoneOf } from './shared/steps-done.js';
import type { EntryDocument, PublicationDocument } from './subject.js';
import type { Tools } from './tools.js';

export interface Context extends BaseContext {
  readonly tools: Tools;
  readonly entries: ReferenceLoader<EntryDocument>;
  readonly publications: ReferenceLoader<PublicationDocument>;
  /** Steps of plans that are done, by the entry's id. */
  readonly stepsDone: ReferenceLoader<StepsDone>;
  /** What everybody reads: whoever found the public text reads it. */
  readonly publicTexts: ReferenceLoader<Text>;
  readonly officers: ReferenceLoader<Officer>;
  /** Documents of the directory, for the versions that commands name. */
  readonly units: ReferenceLoader<AggregateDocument<RecordState<'UnitStated'>, null>>;
  readonly regions: ReferenceLoader<AggregateDocument<RecordState<'RegionStated'>, null>>;
  readonly posts: ReferenceLoader<AggregateDocument<PostRecord, null>>;
  /** Reasons for changes of the directory; a rule says who reads them. */
  readonly reasons: ReferenceLoader<Text>;
  readonly texts: ReferenceLoader<Text>;
}

export const createContext =
  (tools: Tools) =>
  (base: BaseContext): Omit<Context, keyof BaseContext> => {
    const { store, model } = tools;
    const entries = createAggregateLoader(model.entries, base.scope);
    const publications = createAggregateLoader(model.publications, base.scope);
    return {
      tools,
      entries,
      publications,
      publicTexts: createReferenceLoader(
        async (ids) => [...(await store.vault.getMany(ids))].map(([id, { text }]) => ({ id, text })),
        ({ id }) => id,
      ),
      stepsDone: createReferenceLoader(
        (ids) => Promise.all(ids.map((id) => stepsDoneOf(tools, id))),
        ({ id }) => id,
      ),
      officers: createReferenceLoader(
        (ids) => officersNamed(tools, ids),
        ({ _id }) => _id,
      ),
      units: createReferenceLoader(
        (ids) => model.units.collection.byIds(ids),
        ({ _id }) => _id,
      ),
      regions: createReferenceLoader(
        (ids) => model.regions.collection.byIds(ids),
        ({ _id }) => _id,
      ),
      posts: createReferenceLoader(
        (ids) => model.posts.collection.byIds(ids),
        ({ _id }) => _id,
      ),
      reasons: createReferenceLoader(
        (ids) => directoryTexts(tools, ids),
        ({ id }) => id,
      ),
      texts: createTextLoader(
        store,
        seenThrough(model.entries, entries),
        seenThrough(model.publications, publications),
        seenThrough(model.suggestions, createAggregateLoader(model.suggestions, base.scope)),
      ),
    };
  };
