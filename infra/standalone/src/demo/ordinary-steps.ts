import {
  AcceptEntryDocument,
  AssessAppealDocument,
  type AssessAppealMutationVariables,
  CheckPublicationDocument,
  ConfirmResultDocument,
  CountersignDocument,
  PassScreeningDocument,
  ProposePublicationDocument,
  ProposeResultDocument,
  ReadEntryDocument,
  ReadPublicationDocument,
  RecordOpinionDocument,
  SubmitAppealDocument,
  type SubmitAppealMutationVariables,
  VersionsDocument,
} from '@daqidi/schemas/operations';
import { caseInputs, requestIdsOf } from './case-inputs.js';
import { usualTroupe } from './cast.js';
import type { Play } from './play-appeal.js';
import { reachIn } from './reach.js';
import type { Person, World } from './world.js';

interface Matter {
  readonly petitioner: Person;
  readonly text: string;
  readonly category: AssessAppealMutationVariables['input']['category'];
  /** Where he does not do it signed in; answers the id. */
  readonly handIn?: () => Promise<string>;
  /** As he gives his name and telephone. */
  readonly known?: { readonly name: string; readonly telephone: string };
  /** Another petitioner's older one about the same matter. */
  readonly follows?: string;
  /** Private ones that it is about. */
  readonly organisations?: readonly string[];
  /** Those who bring it beside the petitioner. */
  readonly group?: NonNullable<SubmitAppealMutationVariables['input']['group']>;
}

const usualPetitioner = { name: '王小明', telephone: '13900001234' };

/** The steps that every ordinary matter of a township takes, for whoever plays one in a troupe. */
export const ordinarySteps = (world: World, { run, narrate, troupe = usualTroupe }: Play) => {
  const { cast, village, unit } = troupe;
  const requestId = requestIdsOf(run);

  const caseOf = (appealId: string) => {
    const look = async () => (await world.ask(cast.clerk, VersionsDocument, { id: appealId })).appeal;
    const reach = reachIn(world, 'the clerk', look);
    const tell = async (who: Person, en: string, zh: string): Promise<void> =>
      narrate({ who, en, zh, stage: (await look())?.stage ?? '' });
    const { inTriage, inLedger, toSign } = caseInputs(appealId, requestId, look);
    /** The last day of the unit's clock, in Asia/Shanghai. */
    const lastDay = async (): Promise<string> =>
      (await world.ask(cast.handler, ReadEntryDocument, { id: appealId })).ledgerEntry?.clock?.dueAt.slice(0, 10) ?? '';

    const confirm = async (petitioner: Person): Promise<void> => {
      await world.ask(petitioner, ConfirmResultDocument, { input: { ...(await toSign()), satisfaction: 'SATISFIED' } });
      await tell(petitioner, 'confirms the result', '确认办理结果');
    };

    const sign = async (petitioner: Person): Promise<void> => {
      await confirm(petitioner);
      await close();
    };

    /** The petitioner has signed. */
    const close = async (): Promise<void> => {
      for (const leader of [cast.deputy, cast.head]) await world.ask(leader, CountersignDocument, { input: await toSign() });
      await reach(({ stage }) => stage === 'CLOSED');
      await tell(cast.head, 'both leaders have signed; the case is closed', '两级领导签署,办结销号');
    };

    const publish = async (text: string): Promise<void> => {
      const file = async () =>
        (await world.ask(cast.handler, ReadPublicationDocument, { id: appealId })).ledgerEntry?.publication ?? null;
      await reachIn(world, 'the handler', file)(() => true);
      const inPublic = async () => ({ requestId: requestId(), appealId, expectedVersion: (await file())?.version ?? 0 });
      await world.ask(cast.handler, ProposePublicationDocument, { input: { ...(await inPublic()), text } });
      for (const checker of [cast.deputy, cast.clerk])
        await world.ask(checker, CheckPublicationDocument, { input: { ...(await inPublic()), agrees: true } });
      await tell(cast.clerk, 'leader and centre agree: the public reads it', '分管领导与中心审核同意,予以公示');
    };

    const propose = async (text: string): Promise<void> => {
      await world.ask(cast.handler, ProposeResultDocument, { input: { ...(await inLedger()), outcome: 'SOLVED', text } });
      await tell(cast.handler, 'states the result and signs it', '提出办理结果并签署');
    };

    return { appealId, reach, tell, inTriage, inLedger, toSign, lastDay, propose, confirm, sign, close, publish };
  };

  const submitted = async ({ petitioner, text, group, organisations, known = usualPetitioner }: Matter): Promise<string> => {
    const { submitAppeal } = await world.ask(petitioner, SubmitAppealDocument, {
      input: {
        requestId: requestId(),
        channel: 'MINI_PROGRAM',
        regionId: village,
        text,
        petitioner: { ...known, address: '北门社区三栋二单元' },
        ...(group === undefined ? {} : { group }),
        ...(organisations === undefined ? {} : { particulars: { organisations: [...organisations] } }),
      },
    });
    return submitAppeal.appeal.id;
  };

  /** Handed in, reviewed twice, and in the hands of the township's handler. */
  const begin = async (brought: Matter) => {
    const { petitioner, category, follows, handIn = () => submitted(brought) } = brought;
    const matter = caseOf(await handIn());
    const { appealId, reach, tell, inTriage, inLedger } = matter;
    await tell(petitioner, 'hands in an appeal', '提交诉求');
    await reach(({ triage }) => triage?.stage === 'SCREENING');
    await world.ask(cast.villageReviewer, PassScreeningDocument, {
      input: { ...(await inTriage()), ...(follows === undefined ? {} : { followsId: follows }) },
    });
    for (const reviewer of [cast.lettersReviewer, cast.justiceReviewer])
      await world.ask(reviewer, RecordOpinionDocument, {
        input: { requestId: requestId(), appealId, reasonableness: 'REASONABLE', text: '诉求合理,应予办理。' },
      });
    await world.ask(cast.lettersReviewer, AssessAppealDocument, {
      input: {
        ...(await inTriage()),
        reasonableness: 'REASONABLE',
        category,
        subject: '城乡建设/城市建设和市政管理',
        level: 'TOWNSHIP',
        grade: 'D2',
        proposedUnitId: unit,
      },
    });
    await reach(({ ledgerEntry }) => ledgerEntry?.stage === 'ASSIGNED');
    await world.ask(cast.handler, AcceptEntryDocument, { input: await inLedger() });
    await reach(({ stage }) => stage === 'HANDLING');
    await tell(cast.handler, 'is given the case by both reviews, and accepts it', '经初审复核交办,签收办理');
    return matter;
  };

  return { cast, requestId, begin };
};
