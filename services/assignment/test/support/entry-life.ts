import type { IntakeAppealSubmittedV1, Refused, TriageAppealAssessedV1 } from '@daqidi/schemas';
import { invariant } from '@daqidi/testing';
import type { EntryState } from '../../src/domain/entry.js';
import { type EntryEvent, evolve } from '../../src/domain/entry.js';

export const submittedBy = (kind: 'NAMED' | 'ANONYMOUS' | 'NONE') =>
  ({ petitioner: { personId: 'p', kind }, queryCode: 's:h' }) as unknown as IntakeAppealSubmittedV1;
export const scope = { number: 0, regionPath: ['d', 't', 'v'], barred: [], recused: [], restricted: false, offices: [] };
export const assessed = (level: 'TOWNSHIP' | 'DISTRICT') =>
  ({
    appealId: 'a',
    category: 'RESOLUTION',
    subject: 's',
    level,
    regionId: 'v',
    ...scope,
    reasonableness: 'REASONABLE',
  }) as unknown as TriageAppealAssessedV1;

export const given = (
  state: EntryState,
  decided: readonly EntryEvent[] | Refused,
  person = 'system',
  time = '2026-03-03T02:00:00.000Z',
): EntryState => {
  invariant('length' in decided, JSON.stringify(decided));
  return decided.reduce((known, event) => evolve(known, { ...event, time, actor: { person, post: null } }), state);
};
