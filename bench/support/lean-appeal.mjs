import {
  AcceptEntryDocument,
  AssessAppealDocument,
  ConfirmResultDocument,
  CountersignDocument,
  PassScreeningDocument,
  ProposeResultDocument,
  RecordOpinionDocument,
  SubmitAppealDocument,
} from '@daqidi/schemas/operations';
import { cast, Declined, demoPlace } from '@daqidi/standalone';

const { township, village } = demoPlace;

/** How long a client leaves another service before it tries there, in milliseconds: at first, and at most. Doubled each time. */
const pauses = { first: 100, cap: 640 };
const patience = 60_000;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Tries again what was declined for one of these reasons; each further try is a call that `again` counts. */
const persist = async (again, reasons, wait, attempt) => {
  const giveUpAt = performance.now() + patience;
  for (let next = wait; ; next = Math.min(pauses.cap, Math.max(pauses.first, next * 2)), again()) {
    if (next > 0) await pause(next);
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Declined) || !reasons.includes(error.code) || performance.now() > giveUpAt) throw error;
    }
  }
};

/**
 * One appeal, of category RESOLUTION unless told, from submission to the last signature: ten calls, none of which only looks. Versions
 * come from the answers; a creation is version 1.
 */
export const playLeanAppeal = async (
  askOnce,
  run,
  again,
  { category, outcome } = { category: 'RESOLUTION', outcome: 'SOLVED' },
) => {
  /** What a crowded platform refuses is asked again with the same requestId, as its clients are told to. */
  const ask = (...call) => persist(again, ['UNAVAILABLE'], 0, () => askOnce(...call));
  /** What an effect in another service may not have made possible yet. */
  const soon = (...call) => persist(again, ['UNAVAILABLE', 'NOT_FOUND'], pauses.first, () => askOnce(...call));
  let requests = 0;
  const requestId = () => `${run}-${String(++requests).padStart(4, '0')}`;
  const submission = {
    requestId: requestId(),
    channel: 'MINI_PROGRAM',
    regionId: village,
    text: '小区三栋二单元的水管爆裂三天了,一楼进水,请尽快修复。',
    petitioner: { name: '王小明', telephone: '13900001234', address: '北门社区三栋二单元' },
  };
  const { submitAppeal } = await ask(cast.petitioner, SubmitAppealDocument, { input: submission });
  const appealId = submitAppeal.appeal.id;

  let triage = { version: 1 };
  const inTriage = () => ({ requestId: requestId(), appealId, expectedVersion: triage.version });
  const screening = inTriage();
  triage = (await soon(cast.villageReviewer, PassScreeningDocument, { input: screening })).passScreening.triageCase;
  for (const reviewer of [cast.lettersReviewer, cast.justiceReviewer]) {
    const input = { requestId: requestId(), appealId, reasonableness: 'REASONABLE', text: '诉求合理,应予解决。' };
    triage = (await ask(reviewer, RecordOpinionDocument, { input })).recordOpinion.triageCase;
  }
  const verdict = {
    ...inTriage(),
    reasonableness: 'REASONABLE',
    category,
    subject: '城乡建设/城市建设和市政管理',
    level: 'TOWNSHIP',
    grade: 'D2',
    proposedUnitId: `u-${township}`,
  };
  await ask(cast.lettersReviewer, AssessAppealDocument, { input: verdict });

  let entry = { version: 1 };
  const inLedger = () => ({ requestId: requestId(), appealId, expectedVersion: entry.version });
  const toSign = () => ({ ...inLedger(), digest: entry.result?.digest ?? '' });
  const acceptance = inLedger();
  entry = (await soon(cast.handler, AcceptEntryDocument, { input: acceptance })).acceptEntry.ledgerEntry;
  const result = { ...inLedger(), outcome, text: '已更换爆裂水管并清理积水。' };
  entry = (await ask(cast.handler, ProposeResultDocument, { input: result })).proposeResult.ledgerEntry;
  const confirmation = { ...toSign(), satisfaction: 'SATISFIED' };
  entry = (await ask(cast.petitioner, ConfirmResultDocument, { input: confirmation })).confirmResult.ledgerEntry;
  for (const leader of [cast.deputy, cast.head]) {
    entry = (await ask(leader, CountersignDocument, { input: toSign() })).countersign.ledgerEntry;
  }
  // The last signature asks those who keep a stream of the case; their answers close it, before all is drained.
  if (entry.stage !== 'SEALING' && entry.stage !== 'CLOSED') throw new Error(`the appeal ended in ${entry.stage}`);
};
