import { dayInShanghai, dayLength } from '@daqidi/calendar';
import { cast, type Person } from '@daqidi/standalone';
import type { Trial } from './battery.js';

interface Asked {
  readonly entry: () => Promise<{ readonly appealId: string; readonly expectedVersion: number }>;
  /** Who handles it. */
  readonly handler: Person;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly forbidden: Person;
  readonly blind: Person;
}

/** One use of each mutation by which a unit asks something of whoever sent it the case, and by which that is decided. */
export const tryRequests = async (
  { entry, handler, now, forbidden, blind }: Asked,
  attempt: (trial: Trial) => Promise<void>,
): Promise<void> => {
  const reason = '依据职责清单和现场情况提出。';
  const version = async (): Promise<number> => (await entry()).expectedVersion;
  const trial = { forbidden, blind, version, oversized: ['reason', 1_001] as const };
  const decider = { ...trial, person: cast.lettersOfficer, again: 'request.none' };
  const asks = async (mutation: string, again: string, more: object = {}): Promise<void> =>
    attempt({ ...trial, mutation, person: handler, again, input: { ...(await entry()), ...more, reason } });
  await asks('objectToAssignment', 'request.open');
  await attempt({ ...decider, mutation: 'decideObjection', input: { ...(await entry()), upholds: false, reason } });
  await asks('askExtension', 'request.open', { days: 1 });
  await attempt({ ...decider, mutation: 'decideExtension', input: { ...(await entry()), grants: true, reason } });
  await asks('askPause', 'request.open', { pauseGround: 'APPRAISAL', pauseUntil: dayInShanghai(now + dayLength) });
  await attempt({ ...decider, mutation: 'decidePause', input: { ...(await entry()), grants: true, reason } });
  const { oversized: _, ...without } = trial;
  await attempt({ ...without, mutation: 'endPause', person: handler, again: 'pause.none', input: await entry() });
};
