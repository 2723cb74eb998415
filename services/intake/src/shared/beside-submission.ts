import { dayInShanghai } from '@daqidi/calendar';
import type { Draft } from '@daqidi/store';
import type { SubmitAppealInput } from '../generated/schema.js';
import { checkDetails, doubtOf } from '../petitioner-details.js';
import { queryCodeOf, receiptIdOf } from '../query-code.js';
import type { Tools } from '../tools.js';
import { besideGroup } from './group-members.js';
import { peopleGroupHash } from './people-groups.js';
import { findableBy, recognisedBy } from './petitioner-hashes.js';
import { codeOfSpeaker } from './speaker.js';

export interface Submitting {
  readonly tools: Tools;
  /** Of the appeal. */
  readonly id: string;
  readonly input: Pick<SubmitAppealInput, 'petitioner' | 'anonymous' | 'group' | 'onBehalf'> &
    Partial<Pick<SubmitAppealInput, 'particulars'>>;
  /** The account of a petitioner who hands it in himself. */
  readonly account: string | null;
  readonly now: number;
}

/** What is kept beside the texts of a submission: whose query code it is, what its petitioner is recognised by, and found by. */
export const besideSubmission = ({ tools, id, input, account, now }: Submitting): readonly Draft[] => {
  const { store, lookupSecret } = tools;
  const day = dayInShanghai(now);
  const receipt = store.vault.draftBeside(receiptIdOf(lookupSecret, day, queryCodeOf(lookupSecret, id)), id);
  const details = checkDetails(input.petitioner);
  const doubt = doubtOf(details, day);
  const known = recognisedBy(lookupSecret, details, doubt, input.anonymous ? null : account);
  const groups = (input.particulars?.groups ?? []).map((code) => peopleGroupHash(lookupSecret, code));
  const hashes = new Set([...known, ...findableBy(lookupSecret, details, doubt), ...groups]);
  const at = new Date(now).toISOString();
  return [
    receipt,
    ...[...hashes].map((hash) => store.vault.draftLookup(hash, { about: id, at })),
    ...(input.onBehalf ? [store.vault.draftBeside(receiptIdOf(lookupSecret, day, codeOfSpeaker(lookupSecret, id)), id)] : []),
    ...(input.group ? besideGroup({ tools, id, input: input.group, day, at }) : []),
  ];
};
