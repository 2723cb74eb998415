import { dayInShanghai } from '@daqidi/calendar';
import { actionsOf, checkText, readPage, textUnder } from '@daqidi/service';
import { knowledgeCommands } from '../actions.js';
import type { Context } from '../context.js';
import { gramsOf } from '../domain/grams.js';
import { statusOf } from '../domain/knowledge.js';
import type { KnowledgeEntryResolvers, QueryResolvers } from '../generated/schema.js';
import { everybody, type KnowledgeDocument } from '../model.js';

const publicScope = { sees: [everybody], is: [] };
const noSubject = { regionPath: [], units: [], persons: [] };

const today = ({ tools }: Context): string => dayInShanghai(tools.clock.now());

/** For everybody alike: what is approved and still holds today. */
export const knowledge: QueryResolvers<Context>['knowledge'] = (_, { subject, first, after }, context) =>
  readPage({
    tools: context.tools,
    list: 'knowledge',
    collection: context.tools.model.knowledge.collection,
    query: 'approved',
    scope: publicScope,
    where: { 'keys.validUntil': { $gte: today(context) }, ...(subject ? { 'keys.subject': subject } : {}) },
    first,
    after,
    keyOf: ({ keys }) => String(keys['order']),
  });

export const knowledgeProposals: QueryResolvers<Context>['knowledgeProposals'] = (_, { first, after }, { tools, scope }) =>
  readPage({
    tools,
    list: 'knowledge proposals',
    collection: tools.model.knowledge.collection,
    query: 'waiting',
    scope,
    // Whatever has been decided has none.
    where: { 'keys.waiting': { $gt: '' } },
    first,
    after,
    keyOf: ({ keys }) => String(keys['waiting']),
  });

/** As many grams of what is looked for are used, and as many entries of each are looked at. */
const gramsUsed = 12;
const entriesEach = 500;
const shown = 20;

/** What has more than half of the grams that are looked for, most of them first. */
export const searchKnowledge: QueryResolvers<Context>['searchKnowledge'] = async (_, { text }, context) => {
  const { model } = context.tools;
  const grams = gramsOf(checkText('text', text, 2, 200)).slice(0, gramsUsed);
  const where = { validUntil: { $gte: today(context) } };
  const found = await Promise.all(
    grams.map((gram) => model.knowledgeGrams.collection.find('byGram', { where: { gram, ...where }, limit: entriesEach })),
  );
  const hits = new Map<string, number>();
  for (const { entryId } of found.flat()) hits.set(entryId, (hits.get(entryId) ?? 0) + 1);
  const best = [...hits]
    .filter(([, count]) => count * 2 > grams.length)
    .sort(([left, many], [right, more]) => more - many || (left < right ? 1 : -1))
    .slice(0, shown)
    .map(([entryId]) => entryId);
  // What was retired since is not everybody's any more.
  const entries = new Map((await model.knowledge.collection.byIds(best, publicScope)).map((entry) => [entry._id, entry]));
  return best.flatMap((id) => entries.get(id) ?? []);
};

const proposed = ({ _id, state }: KnowledgeDocument) => {
  if (state.proposed === null) throw new Error(`the entry ${_id} was never proposed`);
  return state.proposed;
};

/** What is approved is everybody's; what is not, whoever decides on it reads. */
const textOf = async (entry: KnowledgeDocument, field: 'question' | 'answer' | 'source', context: Context) => {
  const reference = proposed(entry)[field];
  return statusOf(entry.state) === 'APPROVED'
    ? context.tools.store.vault.get(reference.vaultId)
    : textUnder('knowledge.decide', context, noSubject, reference);
};

export const KnowledgeEntry: KnowledgeEntryResolvers<Context> = {
  id: ({ _id }) => _id,
  version: ({ version }) => version,
  actions: actionsOf(knowledgeCommands, (document: KnowledgeDocument) => ({ document, names: { entryId: document._id } })),
  status: ({ state }) => statusOf(state),
  subject: (entry) => proposed(entry).subject,
  question: (entry, _, context) => textOf(entry, 'question', context),
  answer: (entry, _, context) => textOf(entry, 'answer', context),
  source: (entry, _, context) => textOf(entry, 'source', context),
  validUntil: (entry) => proposed(entry).validUntil,
  approvedAt: ({ state: { decided } }) => (decided?.approved ? decided.at : null),
};
