import { badInput } from '@daqidi/runtime';

/** A month, `YYYY-MM`; BAD_USER_INPUT for anything else. */
export const checkPeriod = (period: string): string => {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) throw badInput('period', 'A period is a month, YYYY-MM.', '期间应为 YYYY-MM。');
  return period;
};
