import { readTable } from '@daqidi/service';

/** What a handling may wait for. First and last day, `YYYY-MM-DD`, Asia/Shanghai; null while there is no end. */
export interface PauseGround {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Calendar days that a pause of it lasts at most. */
  readonly mostDays: number;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export const readPauseGrounds = (): readonly PauseGround[] =>
  readTable(new URL('../../seed/pause-grounds.csv', import.meta.url)).map(
    ([code = '', nameZh = '', nameEn = '', mostDays = '', validFrom = '', validTo = '']) => ({
      ...{ code, nameZh, nameEn, mostDays: Number(mostDays) },
      ...{ validFrom, validTo: validTo === '' ? null : validTo },
    }),
  );
