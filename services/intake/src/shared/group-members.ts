import { idBeside } from '@daqidi/runtime';
import type { Draft } from '@daqidi/store';
import { type GroupSaid, othersIn } from '../domain/group.js';
import type { GroupInput } from '../generated/schema.js';
import { checkDetails, type Details, doubtOf, noDetails } from '../petitioner-details.js';
import { queryCodeOf, receiptIdOf } from '../query-code.js';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';
import { detailsId, keptDetails, ownerOfMember } from './kept-details.js';
import { findableBy } from './petitioner-hashes.js';
import { codeOfSpeaker } from './speaker.js';

/** What was said of each, in its one form. BAD_USER_INPUT. */
export const readGroup = ({ representatives, members }: GroupInput): GroupSaid<Details> => {
  const read = (field: string, list: GroupInput['members']): readonly Details[] =>
    (list ?? []).map((one) => checkDetails(one, `group.${field}`) ?? noDetails);
  return { representatives: read('representatives', representatives), members: read('members', members) };
};

/** Who a representative beside the first is, in this appeal alone. */
export const representativeId = (appealId: string, number: number): string =>
  idBeside(appealId, 'representative', String(number));

/** The query code of a representative beside the first. */
export const codeOfRepresentative = (secret: Buffer, personId: string, generation = 1): string =>
  queryCodeOf(secret, personId, generation);

interface Kept {
  readonly tools: Tools;
  /** Of the appeal. */
  readonly id: string;
  readonly input: GroupInput;
  /** In Asia/Shanghai. */
  readonly day: string;
  /** ISO 8601. */
  readonly at: string;
}

/** What is kept of a group beside its first representative: each member's details, what he is found by, and whose query code is whose. */
export const besideGroup = ({ tools: { store, lookupSecret }, id, input, day, at }: Kept): readonly Draft[] => {
  const { vault } = store;
  const said = readGroup(input);
  return othersIn(said).flatMap((details, index) => {
    const number = index + 1;
    const own = (draft: Draft): Draft => ({
      keep: (of) => draft.keep({ ...of, owner: ownerOfMember(of.owner, number) }),
    });
    const hashes = findableBy(lookupSecret, details, doubtOf(details, day));
    const code = codeOfRepresentative(lookupSecret, representativeId(id, number));
    return [
      own(vault.draftBeside(detailsId(id, number), JSON.stringify(details))),
      ...hashes.map((hash) => own(vault.draftLookup(hash, { about: id, at }))),
      ...(index < said.representatives.length ? [vault.draftBeside(receiptIdOf(lookupSecret, day, code), id)] : []),
    ];
  });
};

/** The query codes that show it: the petitioner's, of a group each representative's, and that of whoever spoke for him. */
export const codesOf = (
  secret: Buffer,
  { _id, state: { submitted, codeGeneration, representativeGenerations } }: AppealDocument,
): readonly string[] => [
  queryCodeOf(secret, _id, codeGeneration),
  ...(submitted?.petitioner.group?.others ?? []).map(({ personId }) =>
    codeOfRepresentative(secret, personId, representativeGenerations[personId]),
  ),
  ...(submitted?.speaker === undefined ? [] : [codeOfSpeaker(secret, _id)]),
];

/** A group as it could be handed in again, without those who were erased; null where the petitioner is one person. */
export const groupOf = async (store: Tools['store'], appeal: AppealDocument): Promise<GroupSaid<Details> | null> => {
  const group = appeal.state.submitted?.petitioner.group;
  if (group === undefined) return null;
  const [, ...others] = await keptDetails({ store }, appeal);
  const there = (from: number, to?: number) => others.slice(from, to).filter((one) => one !== null);
  return { representatives: there(0, group.others.length), members: there(group.others.length) };
};
