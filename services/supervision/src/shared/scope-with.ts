import type { Directory } from '@daqidi/directory';
import { scopeFor } from '@daqidi/kernel';
import type { ScopeWith } from '../domain/oversight.js';

/** The scope that follows from the directory at this moment (ms since the epoch). Secrecy goes on as it was. */
export const scopeAt =
  (directory: Directory, now: number): ScopeWith =>
  (accusation, before) =>
    scopeFor(directory, { regionPath: before.regionPath, accusation, secret: true }, now, before);
