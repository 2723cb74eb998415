import { alarmOf } from '@daqidi/kernel';
import type { TriageEvent, TriageState } from './triage-case.js';

/** What follows when the armed timer is due. A panel owes the work, no unit. */
export const timeOut = ({ clock, accepted }: TriageState): readonly TriageEvent[] => alarmOf(clock, accepted, null);
