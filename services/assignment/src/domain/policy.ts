import type { DirectoryEvents, Refused, TextReference } from '@daqidi/schemas';
import { type BookState, type Changed, changed, type Stated } from './directory-state.js';

export type Numbers = DirectoryEvents['PolicyStated'];

/** What a version changes; the rest stays as in the version before. */
export type NumbersChange = {
  readonly [Name in keyof Omit<Numbers, 'number' | 'effectiveFrom'>]?: Partial<Numbers[Name]> | Numbers[Name];
};

/** Numbers that may be nothing: a consultation is answered on the day itself. */
const mayBeNothing = new Set(['CONSULTATION', 'dueSoonWorkingDays']);
const most = 366;

const countsOf = (
  numbers: Omit<Numbers, 'number' | 'effectiveFrom' | 'countersignOrder'>,
): readonly (readonly [string, number])[] =>
  Object.entries(numbers).flatMap(([name, value]) =>
    typeof value === 'number' ? [[name, value] as const] : Object.entries(value as Readonly<Record<string, number>>),
  );

const slots = ['HANDLER', 'LEADER_IN_CHARGE', 'MAIN_LEADER', 'PETITIONER'];

/** Whether a version can be worked by. */
export const areFittingNumbers = ({ number: _, effectiveFrom: __, countersignOrder, ...numbers }: Numbers): boolean =>
  [...countersignOrder].sort().join() === slots.join() &&
  countersignOrder[0] === 'HANDLER' &&
  countersignOrder.at(-1) === 'MAIN_LEADER' &&
  countsOf(numbers).every(
    ([name, count]) => Number.isInteger(count) && count >= (mayBeNothing.has(name) ? 0 : 1) && count <= most,
  );

const isParts = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Part by part where a number has parts. */
const merged = (before: Numbers, change: NumbersChange): Numbers =>
  Object.fromEntries(
    Object.entries(before).map(([name, value]) => {
      const given = change[name as keyof NumbersChange];
      if (given === undefined) return [name, value];
      return [name, isParts(given) && isParts(value) ? { ...value, ...given } : given];
    }),
  ) as unknown as Numbers;

export const latestOf = (book: BookState<'PolicyStated'>): Numbers => {
  const [latest] = Object.values(book).sort((left, right) => right.number - left.number);
  if (latest === undefined) throw new Error('a district was established without policy numbers');
  return latest;
};

export interface NewVersion {
  readonly basedOn: number;
  readonly effectiveFrom: string;
  readonly change: NumbersChange;
}

/** The next version, from today or a later day on; what earlier ones say is what clocks and figures cite, and stays. */
export const statePolicy = (
  book: BookState<'PolicyStated'>,
  { basedOn, effectiveFrom, change }: NewVersion,
  today: string,
  reason: TextReference,
): readonly (Stated<'PolicyStated'> | Changed)[] | Refused => {
  const latest = latestOf(book);
  if (basedOn !== latest.number) return { refused: 'policy.latest' };
  if (effectiveFrom < today) return { refused: 'directory.past' };
  const numbers = merged(latest, change);
  if (JSON.stringify(numbers) === JSON.stringify(latest)) return { refused: 'directory.nothing' };
  const next = { ...numbers, number: latest.number + 1, effectiveFrom };
  if (!areFittingNumbers(next)) return { refused: 'policy.numbers' };
  return [changed('POLICY', String(next.number), reason), { type: 'PolicyStated', v: 1, data: next }];
};
