import { officeKey } from '@daqidi/identity';

/** Who oversees what somebody looked at and took along: the auditor and, of the auditor himself, the discipline commission. */
export const overseerOf = (isAuditor: boolean): 'AUDIT' | 'DISCIPLINE' => (isAuditor ? 'DISCIPLINE' : 'AUDIT');

/** By which they see it; between them, all of it. */
export const overseerKeys: readonly string[] = [true, false].map((isAuditor) => officeKey(overseerOf(isAuditor)));
