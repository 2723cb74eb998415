import { existsOn } from '@daqidi/kernel';
import type { ClosingRecord, Refused } from '@daqidi/schemas';
import type { Decision, EntryState } from './entry.js';

interface Term {
  readonly code: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** The lists that codes are of. */
export interface Terms {
  readonly causes: readonly Term[];
  readonly measures: readonly Term[];
}

const holds = (terms: readonly Term[], code: string, today: string): boolean =>
  terms.some((term) => term.code === code && existsOn(term, today));

/** Why a result may not say this of its cause and measures on this day (Asia/Shanghai). */
export const recordProblem = (record: ClosingRecord | null, { causes, measures }: Terms, today: string): Refused | null => {
  if (record === null) return null;
  if (record.measures.length > 5 || new Set(record.measures).size < record.measures.length)
    return { refused: 'closing.measures', field: 'record.measures' };
  if (record.cause !== null && !holds(causes, record.cause, today)) return { refused: 'closing.code', field: 'record.cause' };
  return record.measures.every((code) => holds(measures, code, today))
    ? null
    : { refused: 'closing.code', field: 'record.measures' };
};

/** Why nothing is judged now. */
export const notJudging = ({ stage }: EntryState): Refused | null => (stage === 'CLOSED' ? null : { refused: 'reuse.closed' });

/** How a closed round was solved is worth reusing or not; judged anew as long as it says something else. */
export const judgeReuse = (state: EntryState, appealId: string, worth: boolean): Decision => {
  const { round, worthReusing } = state;
  const wrong = notJudging(state);
  if (wrong !== null) return wrong;
  return worthReusing === worth ? { refused: 'reuse.judged' } : [{ type: 'ReuseJudged', v: 1, data: { appealId, round, worth } }];
};
