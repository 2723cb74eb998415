import { cast } from '@daqidi/standalone';
import { invariant } from '@daqidi/testing';
import { smallSeed } from '../embedded-world.js';
import { secondHandler } from './offered-guide.js';

/** The small district, in which the street office has another handler who can be named. */
export const districtOfTwoHandlers = () => {
  const seed = smallSeed();
  const held = seed.posts.find(({ personId }) => personId === cast.handler.sub);
  invariant(held !== undefined, 'the street office has a handler');
  const posts = [...seed.posts, { ...held, id: 'post.second-handler', personId: secondHandler }];
  return { ...seed, posts, officers: [...seed.officers, { id: secondHandler, name: '钟铭' }] };
};
