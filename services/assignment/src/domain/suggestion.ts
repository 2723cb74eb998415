import { type CaseAccess, caseAccess, latestScope } from '@daqidi/kernel';
import type { AssignmentEvents, CaseScope, NewEventOf, Refused, TextReference } from '@daqidi/schemas';
import type { EntryState } from './entry.js';
import type { EntryFacts } from './entry-facts.js';

export type SuggestionEvent = Extract<
  NewEventOf<'assignment'>,
  { readonly type: 'SuggestionAnswered' | 'MeasurePlanned' | 'MeasureDone' }
>;
type Decision = readonly SuggestionEvent[] | Refused;

/** What became of a suggestion after it was answered (domain, 2.3: 民生智囊库). Its case may be closed and sealed long before. */
export interface SuggestionState {
  readonly answered: (AssignmentEvents['SuggestionAnswered'] & { readonly at: string }) | null;
  readonly planned: Pick<AssignmentEvents['MeasurePlanned'], 'text' | 'dueOn'> | null;
  readonly done: { readonly report: TextReference; readonly at: string } | null;
}

export interface SuggestionFacts {
  /** The highest that was stated since it was answered. */
  readonly scope: CaseScope | null;
  /** The public text about it, and under what its words are found; null while there is none. */
  readonly published: { readonly textId: string; readonly words: readonly string[] } | null;
}

export const noSuggestion: SuggestionState = { answered: null, planned: null, done: null };
export const noSuggestionFacts: SuggestionFacts = { scope: null, published: null };

export const evolveSuggestion = (state: SuggestionState, event: SuggestionEvent & { readonly time: string }): SuggestionState => {
  switch (event.type) {
    case 'SuggestionAnswered':
      return { answered: { ...event.data, at: event.time }, planned: null, done: null };
    case 'MeasurePlanned':
      return { ...state, planned: { text: event.data.text, dueOn: event.data.dueOn } };
    case 'MeasureDone':
      return { ...state, done: { report: event.data.report, at: event.time } };
  }
};

export type MeasureStatus = 'NONE' | 'PLANNED' | 'DONE';

export const measureOf = ({ planned, done }: SuggestionState): MeasureStatus =>
  done !== null ? 'DONE' : planned === null ? 'NONE' : 'PLANNED';

/** Who acts on it: the units that answered it. */
export const accessOfSuggestion = ({ answered }: SuggestionState, { scope }: SuggestionFacts): CaseAccess | null =>
  answered === null ? null : caseAccess(latestScope(scope, answered.scope), { units: answered.unitPath });

/** The public text that everybody may find it by: none of what is a secret. */
export const publicTextOf = (state: SuggestionState, facts: SuggestionFacts): SuggestionFacts['published'] =>
  accessOfSuggestion(state, facts)?.restricted === false ? facts.published : null;

/** What a closing says of a suggestion; nothing of any other case, and of one whose existence is a secret. */
export const answeredBy = (
  { opened, unitPath }: EntryState,
  { scope }: EntryFacts,
  { appealId, round, outcome }: AssignmentEvents['AppealClosed'],
): AssignmentEvents['SuggestionAnswered'] | null => {
  if (opened === null || opened.category !== 'SUGGESTION') return null;
  const { number, regionPath, barred, recused, restricted, offices } = latestScope(scope, opened);
  if (restricted) return null;
  const { subject, regionId } = opened;
  const of = { number, regionPath, barred, recused, restricted, offices };
  return { appealId, round, outcome, subject, regionId, unitPath: [...unitPath], scope: of };
};

/** Once a round: a later one takes the place of what was answered before. */
export const keepAnswer = (
  { answered }: SuggestionState,
  closed: AssignmentEvents['SuggestionAnswered'],
): readonly SuggestionEvent[] =>
  answered !== null && answered.round >= closed.round ? [] : [{ type: 'SuggestionAnswered', v: 1, data: closed }];

const adopted: readonly string[] = ['ADOPTED', 'PARTLY_ADOPTED'];
const yearsAhead = 3;

/** Why nothing follows from it now. */
export const notActedOn = ({ answered, done }: SuggestionState): Refused | null => {
  if (answered === null || !adopted.includes(answered.outcome)) return { refused: 'suggestion.not-adopted' };
  return done === null ? null : { refused: 'suggestion.done' };
};

/** What it leads to, and until when; planned anew as long as it is not done. `today` in Asia/Shanghai. */
export const planMeasure = (state: SuggestionState, measure: AssignmentEvents['MeasurePlanned'], today: string): Decision => {
  const wrong = notActedOn(state);
  if (wrong !== null) return wrong;
  const last = `${Number(today.slice(0, 4)) + yearsAhead}${today.slice(4)}`;
  if (measure.dueOn < today || measure.dueOn > last) return { refused: 'suggestion.date', field: 'dueOn' };
  return [{ type: 'MeasurePlanned', v: 1, data: measure }];
};

/** Why no measure is reported done now. */
export const notDoing = ({ planned, done }: SuggestionState): Refused | null => {
  if (done !== null) return { refused: 'suggestion.done' };
  return planned === null ? { refused: 'suggestion.no-measure' } : null;
};

export const reportDone = (state: SuggestionState, report: AssignmentEvents['MeasureDone']): Decision =>
  notDoing(state) ?? [{ type: 'MeasureDone', v: 1, data: report }];

const mostTogether = 20;

/** Why these entries are not answered by one request. */
export const notTogether = (appealIds: readonly string[]): Refused | null =>
  appealIds.length > 0 && appealIds.length <= mostTogether && new Set(appealIds).size === appealIds.length
    ? null
    : { refused: 'suggestion.entries', field: 'entries' };

/** Why nothing is looked for: `key` is under what the word would be found. */
export const notSearchable = (key: string | null): Refused | null =>
  key === null ? { refused: 'search.word', field: 'word' } : null;
