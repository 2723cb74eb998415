import { petitionersOf } from '@daqidi/kernel';
import { idempotencyKeyOf } from '@daqidi/runtime';
import type { IntakeNoticeDueV1 } from '@daqidi/schemas';
import type { NoticeChannel } from '@daqidi/service';
import type { AppealDocument } from '../../subject.js';
import type { Tools } from '../../tools.js';
import { keptDetails, telephoneAtFirst } from '../kept-details.js';
import type { Speaker } from '../speaker.js';

/** Where somebody is reached now; each null where it is not known. */
export interface Reach {
  readonly telephone: string | null;
  /** Of the district's sign-in. */
  readonly account: string | null;
  readonly address: string | null;
}

export const nowhere: Reach = { telephone: null, account: null, address: null };

/** What was derived for one appeal begins with a time. */
const isAccount = (personId: string): boolean => idempotencyKeyOf(personId) === personId;

type Recipient = IntakeNoticeDueV1['recipient'];

/** Whoever acts under this id: the petitioner or, of a group, a representative. */
const reachOfPetitioner = async (tools: Tools, appeal: AppealDocument, personId: string): Promise<Reach> => {
  const { submitted } = appeal.state;
  const number = submitted === null ? -1 : petitionersOf(submitted).indexOf(personId);
  const details = (await keptDetails(tools, appeal))[number];
  const hasAccount = submitted?.petitioner.kind !== 'ANONYMOUS' && isAccount(personId);
  return { telephone: details?.telephone ?? null, address: details?.address ?? null, account: hasAccount ? personId : null };
};

const reachOfSpeaker = async ({ store }: Tools, appeal: AppealDocument): Promise<Reach> => {
  const speaker = appeal.state.submitted?.speaker;
  const kept = speaker === undefined ? null : await store.vault.get(speaker.vaultId);
  return { ...nowhere, telephone: kept === null ? null : (JSON.parse(kept) as Speaker).telephone };
};

const formerTelephone = ({ store }: Tools, appeal: AppealDocument, personId: string, vaultId: string | null) =>
  vaultId === null ? telephoneAtFirst({ store }, appeal, personId) : store.vault.get(vaultId);

/** Where the recipient of a notice is reached; of an officer by his account. */
export const reachOf = async (
  tools: Tools,
  appeal: AppealDocument | null,
  { role, personId, formerNumber }: Recipient,
): Promise<Reach> => {
  if (role === 'OFFICER') return { ...nowhere, account: personId };
  if (appeal === null) return nowhere;
  if (formerNumber !== undefined) return { ...nowhere, telephone: await formerTelephone(tools, appeal, personId, formerNumber) };
  return role === 'SPEAKER' ? reachOfSpeaker(tools, appeal) : reachOfPetitioner(tools, appeal, personId);
};

export const reaches = (channel: NoticeChannel, { telephone, account, address }: Reach): boolean => {
  switch (channel) {
    case 'SMS':
      return telephone !== null;
    case 'MESSENGER':
      return account !== null;
    case 'LETTER':
      return address !== null;
    case 'SLIP':
      return true;
  }
};

/** Of these he is told by letter where nothing else reaches him: paper for each step would be too much. */
const worthALetter: ReadonlySet<string> = new Set(['AppealDismissed', 'ContestRefused', 'ResultProposed', 'AppealClosed']);

/** As he wants it, else by what is known of him, the telephone first; null where nothing reaches him. */
export const channelFor = (reach: Reach, wanted: NoticeChannel | null, step: string): NoticeChannel | null => {
  const usual: readonly NoticeChannel[] = worthALetter.has(step) ? ['SMS', 'MESSENGER', 'LETTER'] : ['SMS', 'MESSENGER'];
  return [...(wanted === null ? [] : [wanted]), ...usual].find((channel) => reaches(channel, reach)) ?? null;
};
