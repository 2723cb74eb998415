import type { Clock } from '@daqidi/runtime';
import { start } from '../embedded-world.js';

/** Milliseconds from the machine's time to a working morning in Bazhou: handed to every process of a test. */
export const offsetFromNow = (): number => Date.parse(start) - Date.now();

/** A clock that runs, in another time than the machine's; the same in every process that is given the same offset. */
export const offsetClock = (offset: number): Clock => ({ now: () => Date.now() + offset });
