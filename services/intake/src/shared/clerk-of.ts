import type { Actor } from '@daqidi/events';

/** Who does it for the petitioner, in office; null where he does it himself. */
export const clerkOf = ({ person, post }: Actor): string | null => (post === null ? null : person);
