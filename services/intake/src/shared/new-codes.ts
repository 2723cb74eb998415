import type { Region } from '@daqidi/directory';
import { commitQueryCode } from '@daqidi/kernel';
import { randomInteger } from '@daqidi/runtime';
import { unifiedCode } from '../domain/unified-code.js';
import { queryCodeOf } from '../query-code.js';
import type { Tools } from '../tools.js';

/** Random, never a sequence: a gap would tell that something was filed. `day` in Asia/Shanghai. */
export const newUnifiedCode = ({ directory, randomness }: Tools, region: Region | null, day: string): string =>
  unifiedCode(directory.region(region?.path[0] ?? '')?.code ?? '', day, randomInteger(randomness, 10_000_000));

/** What events say of the first query code of an appeal. */
export const newCodeCommitment = ({ randomness, lookupSecret }: Tools, appealId: string): string =>
  commitQueryCode(randomness.bytes(12).toString('base64url'), queryCodeOf(lookupSecret, appealId));
