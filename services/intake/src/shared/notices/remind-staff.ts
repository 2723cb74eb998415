import { atMinuteOf, dayInShanghai } from '@daqidi/calendar';
import { resolvePrincipal } from '@daqidi/identity';
import { derivedId, timeOrderedId } from '@daqidi/runtime';
import type { Tools } from '../../tools.js';
import { turnKeysOf } from '../turn-keys.js';
import { toOfficer } from './to-officer.js';
import { turnsBetween } from './waiting.js';

const markId = 'staff';

/** Up to when staff were reminded, ISO 8601. */
const readMark = async ({ model }: Tools): Promise<{ readonly rev: number; readonly upTo: string }> =>
  (await model.reminders.collection.byId(markId)) ?? { rev: 0, upTo: '' };

/** Two processes that are at it at once make the same reminders; one of them sets the mark. */
const setMark = async ({ model }: Tools, rev: number, upTo: string): Promise<void> => {
  const { collection } = model.reminders;
  if (rev === 0) await collection.insert({ _id: markId, rev: 1, applied: {}, seenBy: [], barred: [], upTo });
  else await collection.update({ _id: markId, rev }, { $set: { upTo, rev: rev + 1 } });
};

/** Officers who may have something to do by the turns that cases wait for. */
const officersWith = (tools: Tools, turns: ReadonlySet<string>, now: number): readonly string[] => {
  const { directory } = tools;
  const persons = new Set(directory.posts().map(({ personId }) => personId));
  return [...persons].filter((sub) => {
    const principal = resolvePrincipal({ kind: 'OFFICER', sub }, directory, now);
    return principal.posts.length > 0 && turnKeysOf(directory, principal, now).some((key) => turns.has(key));
  });
};

interface Reminding {
  readonly kind: 'DIGEST' | 'REMINDER';
  /** ISO 8601: cases that came to somebody after it. */
  readonly since: string;
  readonly now: number;
}

const remind = async (tools: Tools, { kind, since, now }: Reminding): Promise<number> => {
  const { model } = tools;
  const where = { turnOrder: turnsBetween(kind === 'DIGEST' ? '' : since, new Date(now).toISOString()) };
  const turns = new Set((await model.cases.collection.groupCount('turns', 'waitsFor', { where })).keys());
  const records = officersWith(tools, turns, now).map((personId) => {
    const noticeId = timeOrderedId(now, derivedId('reminder', kind, personId, kind === 'DIGEST' ? dayInShanghai(now) : since));
    const about = kind === 'DIGEST' ? null : since;
    return { id: noticeId, events: [toOfficer(tools, { noticeId, kind, about, personId, now })] };
  });
  await model.notices.establish(records);
  return records.length;
};

/**
 * On working days from the morning on until the office closes: once what waits for each officer, afterwards what has come to him since,
 * not more often than the policy says. Answers how many were made.
 */
export const remindStaff =
  (tools: Tools): (() => Promise<number>) =>
  async () => {
    const { clock, directory } = tools;
    const now = clock.now();
    const today = dayInShanghai(now);
    const { digestAtMinute, officeEndsAtHour, reminderEveryMinutes } = directory.policy(now);
    const opensAt = atMinuteOf(today, digestAtMinute);
    if (now < opensAt || now >= atMinuteOf(today, officeEndsAtHour * 60)) return 0;
    const { rev, upTo } = await readMark(tools);
    const isFirst = upTo < new Date(opensAt).toISOString();
    if (!isFirst && now < Date.parse(upTo) + reminderEveryMinutes * 60_000) return 0;
    if (!directory.calendar().isWorkingDay(today)) return 0;
    const made = await remind(tools, { kind: isFirst ? 'DIGEST' : 'REMINDER', since: upTo, now });
    await setMark(tools, rev, new Date(now).toISOString());
    return made;
  };
