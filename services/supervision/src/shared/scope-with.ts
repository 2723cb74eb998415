import type { Directory } from '@daqidi/directory';
import { scopeFor, scopeWithout } from '@daqidi/kernel';
import type { ScopeWith, ScopeWithout } from '../domain/oversight.js';

/** The scope that follows from the directory at this moment (ms since the epoch). */
export const scopeAt =
  (directory: Directory, now: number): ScopeWith =>
  (accusation, secret, before) =>
    scopeFor(directory, { regionPath: before.regionPath, accusation, secret }, now, before);

/** The same without those who are accused no more. */
export const scopeWithoutAt =
  (directory: Directory, now: number): ScopeWithout =>
  (accusation, secret, removed, before) =>
    scopeWithout(directory, { regionPath: before.regionPath, accusation, secret }, removed, now, before);
