import { categoryText, satisfactionText, stageText } from '@daqidi/app-kit';
import type { CaseFilter, CaseSort } from '@daqidi/schemas/operations';

const texts = [
  'regionId',
  'unitId',
  'handlerId',
  'channel',
  'subject',
  'tag',
  'submittedFrom',
  'submittedBefore',
  'closedFrom',
  'closedBefore',
  'dueFrom',
  'dueBefore',
  'wasDueFrom',
  'wasDueBefore',
  'caughtUpFrom',
  'caughtUpBefore',
] as const;
const flags = ['overdue', 'reopened', 'mine'] as const;

const among = <Value extends string>(words: Readonly<Record<Value, unknown>>, value: string | null): Value | undefined =>
  value !== null && Object.hasOwn(words, value) ? (value as Value) : undefined;

const sorts: Readonly<Record<CaseSort, true>> = { NEWEST_FIRST: true, OLDEST_FIRST: true, DUE_FIRST: true };

/** A filter as the part of an address behind its question mark. */
export const searchOf = (filter: CaseFilter): string =>
  new URLSearchParams(
    Object.fromEntries(
      Object.entries(filter).flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, String(value)]])),
    ) as Record<string, string>,
  ).toString();

/** What an address asks for; what it holds beside that is passed over. */
export const filterIn = (search: URLSearchParams): CaseFilter => ({
  stage: among(stageText, search.get('stage')),
  category: among(categoryText, search.get('category')),
  satisfaction: among(satisfactionText, search.get('satisfaction')),
  ...Object.fromEntries(texts.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : []))),
  ...Object.fromEntries(flags.flatMap((name) => (search.get(name) === 'true' ? [[name, true]] : []))),
});

export const sortIn = (search: URLSearchParams): CaseSort | undefined => among(sorts, search.get('sort'));
