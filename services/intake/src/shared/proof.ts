import { keyedHash } from '@daqidi/identity';
import type { Tools } from '../tools.js';

/** As much of a hash as nobody guesses. */
const length = 32;

/** That whoever brings it got it from this service; `about` says what it opens, apart from all else that is proved so. */
export const proofOf = ({ lookupSecret }: Pick<Tools, 'lookupSecret'>, about: string): string =>
  keyedHash(lookupSecret, about).slice(-length);
