import { permit } from '@daqidi/identity';
import type { TextReference } from '@daqidi/schemas';
import { actionsOf, readPage, textUnder } from '@daqidi/service';
import { connectionOf, decodeCursor, pageSize } from '@daqidi/subgraph';
import { publicationCommands } from '../actions.js';
import type { Context } from '../context.js';
import type { PublicationFileResolvers, PublicationResolvers, QueryResolvers } from '../generated/schema.js';
import { type PublicationDocument, subjectOfPublication } from '../subject.js';
import { regionOf, unitOf } from './directory.js';

const opened = ({ _id, state }: PublicationDocument) => {
  if (state.opened === null) throw new Error(`publication ${_id} was never opened`);
  return state.opened;
};

const published = ({ _id, state }: PublicationDocument) => {
  if (state.published === null) throw new Error(`publication ${_id} was never published`);
  return state.published;
};

const publicText = async (reference: TextReference, { publicTexts }: Context): Promise<string | null> =>
  (await publicTexts.load(reference.vaultId))?.text ?? null;

export const Publication: PublicationResolvers<Context> = {
  id: (publication) => opened(publication).publicationId,
  category: (publication) => opened(publication).category,
  outcome: (publication) => opened(publication).outcome,
  region: (publication, _, context) => regionOf(opened(publication).regionId, context),
  unit: (publication, _, context) => unitOf(opened(publication).unitId, context),
  month: (publication) => opened(publication).month,
  text: (publication, _, context) => publicText(published(publication).text, context),
  publishedAt: (publication) => published(publication).at,
  correctedAt: (publication) => published(publication).correctedAt,
};

const officer = (id: string | undefined) => (id === undefined ? null : { id });

export const PublicationFile: PublicationFileResolvers<Context> = {
  actions: actionsOf(publicationCommands, (document: PublicationDocument) => ({
    document,
    names: { appealId: document._id },
  })),
  ledgerEntry: ({ _id }, _, { entries }) => entries.load(_id),
  version: ({ version }) => version,
  dueAt: ({ state: { clock } }) => clock?.dueAt ?? null,
  overdue: ({ state }) => state.overdue,
  draft: async (publication, _, context) => {
    const { draft } = publication.state;
    if (draft === null) return null;
    const { namesOfficials, by, at, checks } = draft;
    return {
      text: await textUnder('publication.read', context, subjectOfPublication(publication), draft.text),
      namesOfficials,
      proposedBy: { id: by },
      proposedAt: at,
      leaderCheckedBy: officer(checks.LEADER),
      nameCheckedBy: officer(checks.NAME),
    };
  },
  published: (publication) => (publication.state.published === null ? null : publication),
  takenDownAt: ({ state }) => state.takenDownAt,
};

/** For those who work on it; null for everybody else, and where there is none. */
export const publicationFileOf = async (id: string, context: Context): Promise<PublicationDocument | null> => {
  const document = await context.publications.load(id);
  if (document === null) return null;
  const { tools, principal } = context;
  return permit(tools.rules, 'publication.read', principal, subjectOfPublication(document)) === null ? null : document;
};

/** What those who work on it have still to publish. */
export const publicationsDue: QueryResolvers<Context>['publicationsDue'] = (_, { first, after }, { tools, scope }) =>
  readPage({
    tools,
    list: 'publications due',
    collection: tools.model.publications.collection,
    query: 'toPublish',
    scope,
    // Texts that were published, or that nobody waits for, are not due.
    where: { 'keys.dueOrder': { $gt: '' } },
    first,
    after,
    keyOf: ({ keys }) => String(keys.dueOrder),
  });

/** Everybody reads the same: only what is public is in the index, so no reader's keys narrow it. */
export const publications: QueryResolvers<Context>['publications'] = async (_, asked, { tools }) => {
  const { collection } = tools.model.publications;
  const { regionId, category, month } = asked;
  const level = regionId ? tools.directory.region(regionId)?.level : null;
  const place = !regionId || level === 'DISTRICT' ? {} : { [level === 'TOWNSHIP' ? 'keys.township' : 'keys.region']: regionId };
  const where = {
    'keys.isPublic': 'YES',
    ...place,
    ...(category ? { 'keys.category': category } : {}),
    ...(month ? { 'keys.month': month } : {}),
  };
  const first = pageSize(asked.first);
  const after = asked.after ? decodeCursor('publications', asked.after)[0] : undefined;
  const { documents, complete } = await collection.page('published', { where, after, limit: first + 1 });
  if (!complete) throw tools.refusal('list.narrow');
  return {
    ...connectionOf('publications', documents, first, ({ keys }) => [String(keys.order)]),
    counted: () => collection.total('published', { where }),
  };
};
