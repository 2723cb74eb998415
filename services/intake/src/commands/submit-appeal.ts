import type { Caller } from '@daqidi/service';
import type { Bringer } from '../domain/submit.js';
import { submitting } from '../shared/submitting.js';

const bringerOf = ({ principal: { kind, posts } }: Caller): Bringer => ({
  roles: kind === 'PETITIONER' ? [kind] : posts.map(({ role }) => role),
  machine: kind === 'MACHINE',
});

/** Hands in an appeal: by the petitioner himself, by a clerk or grid worker for him, or by a machine that brings what others took in. */
export const submitAppeal = submitting('appeal.submit', bringerOf);
