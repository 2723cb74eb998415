import type { EventEnvelope } from '@daqidi/events';
import { type Listener, on } from '@daqidi/service';
import { ownerOfCase } from '@daqidi/store';
import { codeNotice, contactNotice, type NoticeText, signedNotice } from '../domain/notices.js';
import { dayOf } from '../domain/unified-code.js';
import { queryCodeOf, receiptIdOf } from '../query-code.js';
import { codeOfRepresentative } from '../shared/group-members.js';
import { telephoneOf as knownTelephone, telephoneAtFirst, telephoneOfPerson } from '../shared/kept-details.js';
import { codeOfSpeaker, type Speaker } from '../shared/speaker.js';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';

/** Whether an official did it for him, or a machine: a petitioner acts under no post. */
const isOfficial = ({ actor: { post } }: EventEnvelope): boolean => post !== null;

/** Tells petitioners what concerns their query codes: a code that officials never see, and what was done by one at the centre. */
export const tellPetitioner = ({ model, store, notifier, lookupSecret }: Tools): readonly Listener[] => {
  const telephoneOf = (appeal: AppealDocument): Promise<string | null> => knownTelephone({ store }, appeal);
  const tell = async ({ id, time: at }: EventEnvelope, telephone: string | null, text: NoticeText): Promise<void> =>
    notifier.send({ id, telephone, at, textZh: text.zh, textEn: text.en });

  /** Only where he can be reached: what was done at the centre needs no slip, he was there. */
  const tellDone = async (event: EventEnvelope, text: (unifiedCode: string) => NoticeText): Promise<void> => {
    const appeal = await model.appeals.collection.byId(event.key);
    const telephone = appeal === null ? null : await telephoneOf(appeal);
    if (telephone !== null) await tell(event, telephone, text(appeal?.state.submitted?.unifiedCode ?? ''));
  };

  return [
    on('intake', 'AppealSubmitted', async (event) => {
      const appeal = await model.appeals.collection.byId(event.key);
      if (appeal === null || event.data.petitioner.kind === 'NONE') return;
      const { unifiedCode } = event.data;
      // Each representative's is his own, whoever handed it in.
      for (const [index, { personId }] of (event.data.petitioner.group?.others ?? []).entries()) {
        const queryCode = codeOfRepresentative(lookupSecret, personId);
        const telephone = await telephoneOfPerson({ store }, appeal, personId);
        const text = codeNotice({ unifiedCode, queryCode });
        await tell({ ...event, id: `${event.id}:${index + 1}` }, telephone, text);
      }
      const { speaker } = event.data;
      // Whoever handed it in himself was shown a code: the petitioner his, or whoever speaks for him the speaker's.
      if (!isOfficial(event) && speaker === undefined) return;
      if (isOfficial(event) && speaker !== undefined) {
        const kept = await store.vault.get(speaker.vaultId);
        const telephone = kept === null ? null : (JSON.parse(kept) as Speaker).telephone;
        const text = codeNotice({ unifiedCode, queryCode: codeOfSpeaker(lookupSecret, appeal._id) });
        await tell({ ...event, id: `${event.id}:speaker` }, telephone, text);
      }
      const queryCode = queryCodeOf(lookupSecret, appeal._id);
      await tell(event, await telephoneOf(appeal), codeNotice({ unifiedCode, queryCode }));
    }),
    on('intake', 'QueryCodeReplaced', async (event) => {
      const appeal = await model.appeals.collection.byId(event.key);
      const { request } = event;
      if (appeal === null || request === null || request === undefined) return;
      const unifiedCode = appeal.state.submitted?.unifiedCode ?? '';
      const { personId, generation } = event.data;
      const queryCode =
        personId === undefined
          ? queryCodeOf(lookupSecret, appeal._id, generation)
          : codeOfRepresentative(lookupSecret, personId, generation);
      const receipt = store.vault.draftBeside(receiptIdOf(lookupSecret, dayOf(unifiedCode), queryCode), appeal._id);
      const command = { stream: event.stream, principal: request.principal, requestId: request.id };
      // Nobody is told of a code that opens nothing yet.
      await receipt.keep({ owner: ownerOfCase(appeal._id), command });
      const telephone = await (personId === undefined ? telephoneOf(appeal) : telephoneOfPerson({ store }, appeal, personId));
      await tell(event, telephone, codeNotice({ unifiedCode, queryCode }));
    }),
    on('intake', 'ContactCorrected', async (event) => {
      const { personId, telephone, former } = event.data;
      const appeal = await model.appeals.collection.byId(event.key);
      if (appeal === null || telephone === null) return;
      const before = former ? await store.vault.get(former.vaultId) : await telephoneAtFirst({ store }, appeal, personId);
      if (before !== null) await tell(event, before, contactNotice(appeal.state.submitted?.unifiedCode ?? ''));
    }),
    on('intake', 'WithdrawalRequested', async (event) => {
      if (event.data.takeBackUntil !== null) await tellDone(event, (unifiedCode) => signedNotice(unifiedCode, 'WITHDRAWN'));
    }),
    on('intake', 'DeskAnswerSigned', async (event) => {
      if (event.data.form === 'BY_CODE') await tellDone(event, (unifiedCode) => signedNotice(unifiedCode, 'CONFIRMED'));
    }),
    on('assignment', 'SlotFilled', async (event) => {
      if (event.data.form === 'BY_CODE') await tellDone(event, (unifiedCode) => signedNotice(unifiedCode, 'CONFIRMED'));
    }),
    on('assignment', 'ResultRefused', async (event) => {
      if (event.data.byCode) await tellDone(event, (unifiedCode) => signedNotice(unifiedCode, 'REFUSED'));
    }),
  ];
};
