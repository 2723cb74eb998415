import type { DirectoryEvents, Refused, TextReference } from '@daqidi/schemas';
import { type BookState, type Changed, changed, isBeyond, type Stated } from './directory-state.js';

export type Numbers = DirectoryEvents['PolicyStated'];

/** What a version changes; the rest stays as in the version before. */
export type NumbersChange = {
  readonly [Name in keyof Omit<Numbers, 'number' | 'effectiveFrom'>]?: Partial<Numbers[Name]> | Numbers[Name];
};

/** Numbers that may be nothing: a consultation is answered on the day itself, no resolution goes without a plan. */
const mayBeNothing = new Set(['handlingWorkingDays.CONSULTATION', 'dueSoonWorkingDays', 'planWorkingDays']);
const most = 366;
const mostOf: Readonly<Record<string, number>> = {
  officeStartsAtHour: 24,
  officeEndsAtHour: 24,
  quietFromHour: 24,
  quietUntilHour: 24,
  digestAtMinute: 1_439,
  reminderEveryMinutes: 1_440,
  attachmentMegabytes: 2_000,
  attachmentMegabytesPerCase: 100_000,
  // As many as an event holds.
  attachmentsAtOnce: 50,
};

const countsOf = (
  numbers: Omit<Numbers, 'number' | 'effectiveFrom' | 'countersignOrder'>,
): readonly (readonly [string, number])[] =>
  Object.entries(numbers).flatMap(([name, value]) =>
    typeof value === 'number'
      ? [[name, value] as const]
      : Object.entries(value as Readonly<Record<string, number>>).map(([part, count]) => [`${name}.${part}`, count] as const),
  );

const slots = ['HANDLER', 'LEADER_IN_CHARGE', 'MAIN_LEADER', 'PETITIONER'];

const isOrder = (order: Numbers['countersignOrder']): boolean =>
  [...order].sort().join() === slots.join() && order[0] === 'HANDLER' && order.at(-1) === 'MAIN_LEADER';

/** The number by which a version cannot be worked, parts behind a dot; null where it can. */
export const unfittingNumber = ({ number: _, effectiveFrom: __, countersignOrder, ...numbers }: Numbers): string | null => {
  if (!isOrder(countersignOrder)) return 'countersignOrder';
  const [unfitting] =
    countsOf(numbers).find(
      ([name, count]) => !Number.isInteger(count) || count < (mayBeNothing.has(name) ? 0 : 1) || count > (mostOf[name] ?? most),
    ) ?? [];
  return unfitting ?? null;
};

/** As the input spells it: `handlingWorkingDays.LEADER_IN_CHARGE` is `handlingWorkingDays.leaderInCharge`. */
const fieldOf = (name: string): string =>
  name.replace(/\.(.+)$/, (part) => part.toLowerCase().replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase()));

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
  if (basedOn !== latest.number) return { refused: 'policy.latest', field: 'basedOn' };
  if (effectiveFrom < today) return { refused: 'directory.past', field: 'effectiveFrom' };
  if (isBeyond(effectiveFrom, today)) return { refused: 'directory.horizon', field: 'effectiveFrom' };
  const numbers = merged(latest, change);
  if (JSON.stringify(numbers) === JSON.stringify(latest)) return { refused: 'directory.nothing' };
  const next = { ...numbers, number: latest.number + 1, effectiveFrom };
  const unfitting = unfittingNumber(next);
  if (unfitting !== null) return { refused: 'policy.numbers', field: fieldOf(unfitting) };
  return [changed('POLICY', String(next.number), reason), { type: 'PolicyStated', v: 1, data: next }];
};
