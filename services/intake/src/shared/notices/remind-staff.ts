import { atMinuteOf, dayInShanghai } from '@daqidi/calendar';
import { resolvePrincipal } from '@daqidi/identity';
import { derivedId, timeOrderedId } from '@daqidi/runtime';
import type { Tools } from '../../tools.js';
import { turnKeysOf } from '../turn-keys.js';
import { toOfficer } from './to-officer.js';
import { turnsBetween } from './waiting.js';

const markId = 'staff';

interface Mark {
  readonly rev: number;
  /** Up to when staff were reminded, ISO 8601. */
  readonly upTo: string;
}

const readMark = async ({ model }: Tools): Promise<Mark> =>
  (await model.reminders.collection.byId(markId)) ?? { rev: 0, upTo: '' };

/** Two processes that are at it at once make the same reminders; one of them sets the mark. */
const setMark = async ({ model }: Tools, rev: number, upTo: string): Promise<void> => {
  const { collection } = model.reminders;
  if (rev === 0) await collection.insert({ _id: markId, rev: 1, applied: {}, seenBy: [], barred: [], upTo });
  else await collection.update({ _id: markId, rev }, { $set: { upTo, rev: rev + 1 } });
};

/** Officers who may have something to do by the turns that cases wait for. */
const officersWith = (tools: Tools, turns: ReadonlySet<string>, now: number) => {
  const { directory } = tools;
  const persons = new Set(directory.posts().map(({ personId }) => personId));
  return [...persons].flatMap((personId) => {
    const principal = resolvePrincipal({ kind: 'OFFICER', sub: personId }, directory, now);
    const keys = principal.posts.length === 0 ? [] : turnKeysOf(directory, principal, now);
    return keys.some((key) => turns.has(key)) ? [{ personId, keys }] : [];
  });
};

interface Reminding {
  readonly kind: 'DIGEST' | 'REMINDER';
  /** Cases that came to somebody after this moment; of a digest, that of the morning. ISO 8601. */
  readonly since: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const remind = async (tools: Tools, { kind, since, now }: Reminding): Promise<number> => {
  const { model } = tools;
  const where = { turnOrder: turnsBetween(kind === 'DIGEST' ? '' : since, new Date(now).toISOString()) };
  const turns = [...(await model.cases.collection.groupCount('turns', 'turn', { where })).keys()];
  const known = new Set(turns.filter((turn) => !turn.startsWith('~')));
  const all = new Set(turns.map((turn) => turn.replace('~', '')));
  const records = officersWith(tools, all, now).map(({ personId, keys }) => {
    // Whoever else is at it at this moment makes the same.
    const noticeId = timeOrderedId(Date.parse(since), derivedId('reminder', kind, personId, since));
    const about = kind === 'DIGEST' ? null : since;
    const isSecret = !keys.some((key) => known.has(key));
    const data = toOfficer(tools, { noticeId, kind, about, appealId: null, personId, now, isSecret });
    return { id: noticeId, events: [{ type: 'NoticeDue', v: 1, data } as const] };
  });
  await model.notices.establish(records);
  return records.length;
};

/**
 * On working days from the morning on until the office closes: once what waits for each officer, afterwards what has come to him since,
 * not more often than the policy says. Answers how many were made.
 */
export const remindStaff = (tools: Tools): (() => Promise<number>) => {
  const { clock, directory } = tools;
  /** As it was read last: another process only moves it on. */
  let last = '';
  return async () => {
    const now = clock.now();
    const today = dayInShanghai(now);
    const { digestAtMinute, officeEndsAtHour, reminderEveryMinutes } = directory.policy(now);
    const opensAt = atMinuteOf(today, digestAtMinute);
    if (now < opensAt || now >= atMinuteOf(today, officeEndsAtHour * 60)) return 0;
    const isFirstAfter = (upTo: string): boolean => upTo < new Date(opensAt).toISOString();
    const isEarly = (upTo: string): boolean => !isFirstAfter(upTo) && now < Date.parse(upTo) + reminderEveryMinutes * 60_000;
    if (isEarly(last) || !directory.calendar().isWorkingDay(today)) return 0;
    const { rev, upTo } = await readMark(tools);
    last = upTo;
    if (isEarly(upTo)) return 0;
    const made = await remind(
      tools,
      isFirstAfter(upTo)
        ? { kind: 'DIGEST', since: new Date(opensAt).toISOString(), now }
        : { kind: 'REMINDER', since: upTo, now },
    );
    await setMark(tools, rev, new Date(now).toISOString());
    return made;
  };
};
