import { cast, type Person } from '@daqidi/standalone';
import type { Trial } from './battery.js';

interface Planned {
  readonly entry: () => Promise<{ readonly appealId: string; readonly expectedVersion: number }>;
  /** Of the suggestion that it is about, which is not planned. */
  readonly handler: Person;
  readonly forbidden: Person;
  readonly blind: Person;
}

/** One fitting use of each mutation about a plan, and of the one that keeps what is being written. */
export const tryPlan = async (
  { entry, handler, forbidden, blind }: Planned,
  attempt: (trial: Trial) => Promise<void>,
): Promise<void> => {
  const steps = [{ text: '派单维修,现场复验。', dueOn: '2026-06-30', officerId: handler.sub }];
  const trial = { person: handler, forbidden, blind };
  await attempt({
    ...trial,
    mutation: 'statePlan',
    input: { ...(await entry()), steps, reason: '材料到货推迟。' },
    oversized: ['reason', 1_001],
    refused: 'plan.category',
  });
  await attempt({
    mutation: 'answerSuggestions',
    person: handler,
    input: { entries: [], outcome: 'ADOPTED', text: '三盏路灯均已更换。' },
    oversized: ['text', 4_001],
    refused: 'suggestion.entries',
  });
  await attempt({
    ...trial,
    mutation: 'reportStepDone',
    input: { ...(await entry()), step: 1, report: '已派单维修。' },
    oversized: ['report', 1_001],
    refused: 'plan.step',
  });
  await attempt({
    ...trial,
    mutation: 'keepDraft',
    input: { appealId: (await entry()).appealId, kind: 'PROGRESS', draftNumber: 0, text: '已派单维修,' },
    oversized: ['text', 4_001],
  });
};

/** What is closed is judged by the letters office, once alike. */
export const tryReuse = async (
  { entry, forbidden, blind }: Omit<Planned, 'handler'>,
  attempt: (trial: Trial) => Promise<void>,
): Promise<void> =>
  attempt({
    mutation: 'judgeReuse',
    person: cast.lettersOfficer,
    input: { ...(await entry()), worth: true },
    forbidden,
    blind,
    again: 'reuse.judged',
    version: async () => (await entry()).expectedVersion,
  });
