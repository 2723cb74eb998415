import type { Region } from '@daqidi/directory';
import { commitQueryCode } from '@daqidi/kernel';
import { randomInteger } from '@daqidi/runtime';
import { type Group, type GroupSaid, othersIn } from '../domain/group.js';
import { unifiedCode } from '../domain/unified-code.js';
import { queryCodeOf } from '../query-code.js';
import type { Tools } from '../tools.js';
import { codeOfRepresentative, representativeId } from './group-members.js';

/** Random, never a sequence: a gap would tell that something was filed. `day` in Asia/Shanghai. */
export const newUnifiedCode = ({ directory, randomness }: Tools, region: Region | null, day: string): string =>
  unifiedCode(directory.region(region?.path[0] ?? '')?.code ?? '', day, randomInteger(randomness, 10_000_000));

/** What events say of the first query code of an appeal. */
export const newCodeCommitment = ({ randomness, lookupSecret }: Tools, appealId: string): string =>
  commitQueryCode(randomness.bytes(12).toString('base64url'), queryCodeOf(lookupSecret, appealId));

/** What events say of a group: how many they are, and of each representative beside the first a code of his own. */
export const newGroup = ({ randomness, lookupSecret }: Tools, appealId: string, said: GroupSaid<unknown>): Group => ({
  members: othersIn(said).length + 1,
  others: said.representatives.map((_, index) => {
    const personId = representativeId(appealId, index + 1);
    const salt = randomness.bytes(12).toString('base64url');
    return { personId, queryCode: commitQueryCode(salt, codeOfRepresentative(lookupSecret, personId)) };
  }),
});
