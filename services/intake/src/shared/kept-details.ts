import { petitionersOf } from '@daqidi/kernel';
import { idBeside } from '@daqidi/runtime';
import type { AppealState, Contact } from '../domain/appeal.js';
import { type Details, noDetails } from '../petitioner-details.js';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';

/** The text under an id of the vault; null where it was erased. */
type TextOf = (vaultId: string) => Promise<string | null> | string | null;

/** Where the details of a group's member are kept; `number` as in `othersIn`. */
export const detailsId = (appealId: string, number: number): string => idBeside(appealId, 'member', String(number));

/** Under a key of his own: what is erased of one leaves the others. */
export const ownerOfMember = (owner: string, number: number): string => `${owner}:member:${number}`;

/** Ids of the texts about everybody who brings it, the petitioner first, then in the order of their numbers; null where he left nothing. */
const textIdsIn = ({ _id, state: { submitted } }: AppealDocument): readonly (string | null)[] => {
  const others = Math.max(0, (submitted?.petitioner.group?.members ?? 1) - 1);
  return [submitted?.personal?.vaultId ?? null, ...Array.from({ length: others }, (_, index) => detailsId(_id, index + 1))];
};

const referencesIn = ({ telephone, address }: Contact): readonly string[] =>
  [telephone, address].flatMap((reference) => (reference === null ? [] : [reference.vaultId]));

const ofPerson = ({ submitted, contacts }: AppealState, index: number): Contact | undefined =>
  submitted === null ? undefined : contacts[petitionersOf(submitted)[index] ?? ''];

/** When he corrected where he is reached last, ISO 8601; null where he never did. The petitioner is 0, others as they are numbered. */
export const correctedAt = ({ state }: AppealDocument, index: number): string | null => ofPerson(state, index)?.at ?? null;

/** With what he has corrected since. */
const corrected = async (details: Details | null, contact: Contact | undefined, textOf: TextOf): Promise<Details | null> => {
  if (contact === undefined) return details;
  const { telephone, address } = contact;
  return {
    ...(details ?? noDetails),
    ...(telephone && { telephone: await textOf(telephone.vaultId) }),
    ...(address && { address: await textOf(address.vaultId) }),
  };
};

const read = (text: string | null): Details | null =>
  text === null ? null : { ...noDetails, ...(JSON.parse(text) as Partial<Details>) };

/** What is known of everybody who brings it, as it holds now: the petitioner first; null of whoever left nothing or was erased. */
export const detailsOfAll = (appeal: AppealDocument, textOf: TextOf): Promise<readonly (Details | null)[]> =>
  Promise.all(
    textIdsIn(appeal).map(async (id, index) =>
      corrected(read(id === null ? null : await textOf(id)), ofPerson(appeal.state, index), textOf),
    ),
  );

type Kept = Pick<Tools, 'store'>;

/** The same for what the service does itself. */
export const keptDetails = async ({ store: { vault } }: Kept, appeal: AppealDocument): Promise<readonly (Details | null)[]> => {
  const ids = textIdsIn(appeal).filter((id) => id !== null);
  const kept = await vault.getMany([...ids, ...Object.values(appeal.state.contacts).flatMap(referencesIn)]);
  return detailsOfAll(appeal, (id) => kept.get(id)?.text ?? null);
};

/** Where whoever acts under this id can be told: the petitioner or, of a group, a representative; null where he left no number. */
export const telephoneOfPerson = async (tools: Kept, appeal: AppealDocument, personId: string): Promise<string | null> => {
  const { submitted } = appeal.state;
  const index = submitted === null ? -1 : petitionersOf(submitted).indexOf(personId);
  return (await keptDetails(tools, appeal))[index]?.telephone ?? null;
};

/** The same of the petitioner. */
export const telephoneOf = async (tools: Kept, appeal: AppealDocument): Promise<string | null> =>
  (await keptDetails(tools, appeal))[0]?.telephone ?? null;

/** The telephone with which it was handed in, of whoever acts under this id. */
export const telephoneAtFirst = (tools: Kept, appeal: AppealDocument, personId: string): Promise<string | null> =>
  telephoneOfPerson(tools, { ...appeal, state: { ...appeal.state, contacts: {} } }, personId);
