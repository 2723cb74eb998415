import { actionsOf, readPage, textUnder } from '@daqidi/service';
import { suggestionCommands } from '../actions.js';
import type { Context } from '../context.js';
import { measureOf, notSearchable, publicTextOf } from '../domain/suggestion.js';
import type { QueryResolvers, QuerySuggestionsArgs, SuggestionResolvers } from '../generated/schema.js';
import { everybody } from '../model.js';
import { wordKey } from '../shared/words.js';
import { type SuggestionDocument, subjectOfSuggestion } from '../subject.js';
import { regionOf, unitOf } from './directory.js';

const placeOf = (regionId: string | null | undefined, { tools }: Context) => {
  const region = regionId ? tools.directory.region(regionId) : undefined;
  if (!regionId || region?.level === 'DISTRICT') return {};
  return region?.level === 'TOWNSHIP' ? { 'keys.township': regionId } : { 'keys.village': regionId };
};

const conditions = ({ outcome, measure, subject, regionId }: QuerySuggestionsArgs, context: Context) => ({
  ...(outcome ? { 'keys.outcome': outcome } : {}),
  ...(measure ? { 'keys.measure': measure } : {}),
  ...(subject ? { 'keys.subject': subject } : {}),
  ...placeOf(regionId, context),
});

/** For everybody alike: what is public, and nothing that the reader's posts would add. */
export const suggestions: QueryResolvers<Context>['suggestions'] = (_, args, context) => {
  const { tools } = context;
  const word = args.word ? wordKey(args.word, tools.lookupSecret) : undefined;
  const wrong = word === undefined ? null : notSearchable(word);
  if (wrong !== null) throw tools.refusal(wrong.refused, wrong.field);
  return readPage({
    tools,
    list: 'suggestions',
    collection: tools.model.suggestions.collection,
    where: conditions(args, context),
    first: args.first,
    after: args.after,
    keyOf: ({ keys }) => String(keys['order']),
    ...(word === undefined
      ? { query: 'newest', scope: { sees: [everybody], is: [] } }
      : { query: 'byWord', where: { 'keys.words': word, ...conditions(args, context) } }),
  });
};

const answered = ({ _id, state }: SuggestionDocument) => {
  if (state.answered === null) throw new Error(`the suggestion ${_id} was never answered`);
  return state.answered;
};

const textOf = (document: SuggestionDocument, reference: { readonly vaultId: string } | null, context: Context) =>
  textUnder('suggestion.text', context, subjectOfSuggestion(document), reference);

export const Suggestion: SuggestionResolvers<Context> = {
  actions: actionsOf(suggestionCommands, (document: SuggestionDocument) => ({
    document,
    names: { appealId: document._id },
  })),
  id: ({ _id }) => _id,
  version: ({ version }) => version,
  outcome: (document) => answered(document).outcome,
  subject: (document) => answered(document).subject,
  region: (document, _, context) => regionOf(answered(document).regionId, context),
  unit: (document, _, context) => unitOf(answered(document).unitPath[0] ?? '', context),
  answeredAt: (document) => answered(document).at,
  measure: ({ state }) => measureOf(state),
  dueOn: ({ state }) => state.planned?.dueOn ?? null,
  doneAt: ({ state }) => state.done?.at ?? null,
  publicText: async ({ state, facts }, _, { publicTexts }) => {
    const published = publicTextOf(state, facts);
    return published && ((await publicTexts.load(published.textId))?.text ?? null);
  },
  text: (document, _, context) => textOf(document, document.state.planned?.text ?? null, context),
  report: (document, _, context) => textOf(document, document.state.done?.report ?? null, context),
};
