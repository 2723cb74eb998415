import type { EventEnvelope } from '@daqidi/events';
import { petitionersOf } from '@daqidi/kernel';
import { type Listener, on } from '@daqidi/service';
import { ownerOfCase } from '@daqidi/store';
import type { CodeUse } from '../domain/notices.js';
import { dayOf } from '../domain/unified-code.js';
import { queryCodeOf, receiptIdOf } from '../query-code.js';
import { codeOfRepresentative } from '../shared/group-members.js';
import { onToldSteps } from '../shared/notices/notice-steps.js';
import { tell } from '../shared/notices/tell.js';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';

/** Whether an official did it for him, or a machine: a petitioner acts under no post. */
const isOfficial = ({ actor: { post } }: EventEnvelope): boolean => post !== null;

const petitioner = (personId: string) => ({ role: 'PETITIONER', personId }) as const;
const codes = { kind: 'CODES', about: null, atOnce: true } as const;

/** Who there is to tell: nobody of a sensor's reading. */
const toldOf = ({ state: { submitted } }: AppealDocument): readonly string[] =>
  submitted === null || submitted.petitioner.kind === 'NONE' ? [] : petitionersOf(submitted);

/** Tells petitioners what concerns them: codes that officials never see, what was done with them, and each step of their appeal. */
export const tellPetitioner = (tools: Tools): readonly Listener[] => {
  const { model, store, lookupSecret } = tools;
  const appealOf = ({ key }: EventEnvelope): Promise<AppealDocument | null> => model.appeals.collection.byId(key);

  /** What was done with the petitioner's code or on paper in his name, to the petitioner. */
  const tellUse = async (event: EventEnvelope, about: CodeUse | 'SLIP'): Promise<void> => {
    const appeal = await appealOf(event);
    const [personId] = appeal === null ? [] : toldOf(appeal);
    if (appeal !== null && personId !== undefined)
      await tell(tools, event, appeal, { kind: 'CODE_USED', about, recipient: petitioner(personId) });
  };

  const tellStep = async (event: EventEnvelope): Promise<void> => {
    const appeal = await appealOf(event);
    if (appeal === null) return;
    for (const personId of toldOf(appeal))
      await tell(tools, event, appeal, { kind: 'STEP', about: event.type, recipient: petitioner(personId) });
  };

  return [
    on('intake', 'AppealSubmitted', async (event) => {
      const appeal = await appealOf(event);
      if (appeal === null) return;
      const [first, ...others] = toldOf(appeal);
      if (first === undefined) return;
      // Each representative's is his own, whoever handed it in.
      for (const personId of others) await tell(tools, event, appeal, { ...codes, recipient: petitioner(personId) });
      const hasSpeaker = event.data.speaker !== undefined;
      if (isOfficial(event) && hasSpeaker)
        await tell(tools, event, appeal, { ...codes, recipient: { role: 'SPEAKER', personId: first } });
      // Whoever handed it in himself was shown a code: the petitioner his, or whoever speaks for him the speaker's.
      const telling = isOfficial(event) || hasSpeaker ? codes : ({ kind: 'STEP', about: event.type } as const);
      await tell(tools, event, appeal, { ...telling, recipient: petitioner(first) });
    }),
    on('intake', 'QueryCodeReplaced', async (event) => {
      const appeal = await appealOf(event);
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
      const told = personId ?? appeal.state.submitted?.petitioner.personId;
      if (told !== undefined) await tell(tools, event, appeal, { ...codes, recipient: petitioner(told) });
    }),
    on('intake', 'ContactCorrected', async (event) => {
      const { personId, telephone, former } = event.data;
      const appeal = await appealOf(event);
      if (appeal === null || telephone === null) return;
      const recipient = { ...petitioner(personId), formerNumber: former?.vaultId ?? null };
      await tell(tools, event, appeal, { kind: 'CONTACT_CORRECTED', about: null, recipient });
    }),
    on('intake', 'WithdrawalRequested', async (event) => {
      if (event.data.takeBackUntil !== null) await tellUse(event, 'WITHDRAWN');
    }),
    on('intake', 'DeskAnswerSigned', async (event) => {
      const { form } = event.data;
      if (form !== 'SIGNED') await tellUse(event, form === 'PROXY' ? 'SLIP' : 'CONFIRMED');
    }),
    on('assignment', 'SlotFilled', async (event) => {
      if (event.data.form === 'BY_CODE') await tellUse(event, 'CONFIRMED');
    }),
    on('assignment', 'ResultRefused', async (event) => {
      if (event.data.byCode) await tellUse(event, 'REFUSED');
    }),
    ...onToldSteps(tellStep),
  ];
};
