import type { Actor } from '@daqidi/events';
import type { Role } from '@daqidi/identity';
import { DaqidiError } from '@daqidi/runtime';
import { byRule } from '@daqidi/service';
import type { AskedOfEntry } from './entry-command.js';

/** Who distributes, each where nobody holds the posts before it (domain, section 3: somebody competent always remains). */
const rungs: readonly Role[] = ['LETTERS_OFFICER', 'SECRETARIAT', 'DISCIPLINE_INSPECTOR', 'CITY_OFFICE'];
/** The two tracks, who alone see a restricted case. */
const tracks: readonly Role[] = ['LETTERS_OFFICER', 'DISCIPLINE_INSPECTOR'];

/** The letters office names the unit or, while it is vacant, whoever stands in for it. FORBIDDEN for everybody else. */
export const byDistributor = ({ tools, caller, document, now, subject }: AskedOfEntry): Actor => {
  const { person } = byRule(tools, caller, undefined, subject);
  const [district = ''] = subject.regionPath;
  const able = document.state.opened?.restricted ? tracks : rungs;
  const role = able.find((each) => tools.directory.postsIn(district, each, now).length > 0);
  const post = caller.principal.posts.find((each) => each.role === role && each.regionId === district);
  if (post === undefined) throw new DaqidiError('FORBIDDEN');
  return { person, post: post.id };
};
