import type { Directory } from '@daqidi/directory';
import { scopeFor, scopeWithout } from '@daqidi/kernel';
import type { OversightFacts, ScopeWith, ScopeWithout } from '../domain/oversight.js';

type Asked = Pick<OversightFacts, 'conference'>;

/** The scope that follows from the directory at this moment (ms since the epoch), and from who was asked to decide between the tracks. */
export const scopeAt =
  (directory: Directory, { conference }: Asked, now: number): ScopeWith =>
  (accusation, secret, before) =>
    scopeFor(directory, { regionPath: before.regionPath, accusation, secret, conference }, now, before);

/** The same without those who are accused no more. */
export const scopeWithoutAt =
  (directory: Directory, { conference }: Asked, now: number): ScopeWithout =>
  (accusation, secret, removed, before) =>
    scopeWithout(directory, { regionPath: before.regionPath, accusation, secret, conference }, removed, now, before);
