import { readTable } from '@daqidi/service';

/** First and last day, `YYYY-MM-DD`, Asia/Shanghai; null while there is no end. */
interface Dated {
  readonly code: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export interface Cause extends Dated {
  readonly level1: string;
  readonly level2: string;
}

export interface Measure extends Dated {
  readonly name: string;
}

/** What closings name: causes of two levels and measures, both dated, so that what was stated by an earlier list keeps its words. */
export interface ClosingTerms {
  readonly causes: readonly Cause[];
  readonly measures: readonly Measure[];
}

const table = (name: string) => readTable(new URL(`../../seed/${name}.csv`, import.meta.url));
const lastDay = (given: string): string | null => (given === '' ? null : given);

export const readClosingTerms = (): ClosingTerms => ({
  causes: table('causes').map(([code = '', level1 = '', level2 = '', validFrom = '', validTo = '']) => ({
    code,
    level1,
    level2,
    validFrom,
    validTo: lastDay(validTo),
  })),
  measures: table('measures').map(([code = '', name = '', validFrom = '', validTo = '']) => ({
    code,
    name,
    validFrom,
    validTo: lastDay(validTo),
  })),
});
