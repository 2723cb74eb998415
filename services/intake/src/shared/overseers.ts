import { officeKey, type Post } from '@daqidi/identity';

const overseers = { usually: 'AUDIT', ofAuditors: 'DISCIPLINE' } as const;

type Held = Pick<Post, 'role' | 'personId'>;

/** Who oversees what somebody looked at and took along, and what he is told: the auditor and, of an auditor, the discipline commission. */
export const overseerOf = (posts: readonly Held[], person: string): 'AUDIT' | 'DISCIPLINE' =>
  posts.some(({ role, personId }) => role === 'AUDITOR' && personId === person) ? overseers.ofAuditors : overseers.usually;

/** By which they see it; between them, all of it. */
export const overseerKeys: readonly string[] = Object.values(overseers).map(officeKey);
