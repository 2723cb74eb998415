import { dayInShanghai } from '@daqidi/calendar';
import {
  AcceptEntryDocument,
  AskExtensionDocument,
  AskPauseDocument,
  AssignEntryDocument,
  CountersignDocument,
  DecideExtensionDocument,
  DecideObjectionDocument,
  DecidePauseDocument,
  EndPauseDocument,
  ObjectToAssignmentDocument,
  ProposeResultDocument,
  ReadEntryDocument,
} from '@daqidi/schemas/operations';
import { ordinarySteps } from './ordinary-steps.js';
import type { Play } from './play-appeal.js';
import { officer, type World } from './world.js';

const housing = { handler: officer('housing.handler'), deputy: officer('housing.deputy'), head: officer('housing.head') };
const secretary = officer('leading-group.secretariat');

/**
 * A case that two units say is not theirs: the sender takes it back from the first, the level above leaves it with the second, which asks for
 * more time and waits for an appraisal, and closes it. Answers the id.
 */
export const playObjection = async (world: World, play: Play): Promise<string> => {
  const { cast, begin } = ordinarySteps(world, play);
  const { petitioner, lettersOfficer } = cast;
  const matter = await begin({ petitioner, text: '老旧小区外墙面砖脱落,担心砸到行人。', category: 'RESOLUTION' });
  const { appealId, reach, tell, inLedger, toSign, confirm } = matter;
  const because = async (reason: string) => ({ ...(await inLedger()), reason });

  await world.ask(cast.handler, ObjectToAssignmentDocument, {
    input: await because('该小区房屋安全由区住建部门负责,不属本单位职责。'),
  });
  await tell(cast.handler, 'objects: it is not the township’s', '对交办提出异议');
  const first = { ...(await because('经核对职责清单,异议成立。')), upholds: true };
  await world.ask(lettersOfficer, DecideObjectionDocument, { input: first });
  await reach(({ stage }) => stage === 'ASSIGNING');
  await world.ask(lettersOfficer, AssignEntryDocument, { input: { ...(await inLedger()), unitId: 'u-housing' } });
  await reach(({ stage }) => stage === 'ASSIGNED');
  await tell(lettersOfficer, 'takes it back and names the housing bureau; the clock goes on', '收回并改交区住建局,时限连续计算');

  await world.ask(housing.handler, ObjectToAssignmentDocument, { input: await because('外墙系业主自行改造,应由属地处置。') });
  await tell(housing.handler, 'objects too: the second is the level above’s', '再次提出异议,由上一级决定');
  const second = { ...(await because('房屋安全属住建部门职责,异议不成立。')), upholds: false };
  await world.ask(secretary, DecideObjectionDocument, { input: second });
  await tell(secretary, 'leaves it with the bureau: that is final', '决定由区住建局办理,不得再次异议');
  await world.ask(housing.handler, AcceptEntryDocument, { input: await inLedger() });
  await reach(({ stage }) => stage === 'HANDLING');

  await world.ask(housing.handler, AskExtensionDocument, { input: { ...(await because('须公开选定施工单位。')), days: 10 } });
  const grant = async (reason: string) => ({ ...(await because(reason)), grants: true });
  await world.ask(lettersOfficer, DecideExtensionDocument, { input: await grant('情况属实,同意延期。') });
  await tell(lettersOfficer, 'gives ten working days more', '同意延期十个工作日');
  const due = (await world.ask(housing.handler, ReadEntryDocument, { id: appealId })).ledgerEntry?.clock?.dueAt ?? '';
  const pause = { pauseGround: 'APPRAISAL', pauseUntil: dayInShanghai(due) };
  await world.ask(housing.handler, AskPauseDocument, { input: { ...(await because('须先作外墙安全鉴定。')), ...pause } });
  await world.ask(lettersOfficer, DecidePauseDocument, { input: await grant('鉴定期间同意暂停。') });
  await tell(lettersOfficer, 'lets it wait for an appraisal: the clock stands still', '同意鉴定期间暂停办理');
  await world.ask(housing.handler, EndPauseDocument, { input: await inLedger() });
  await tell(housing.handler, 'has the appraisal and goes on', '鉴定完成,恢复办理');

  const text = '外墙已加固修复并通过验收。';
  await world.ask(housing.handler, ProposeResultDocument, { input: { ...(await inLedger()), outcome: 'SOLVED', text } });
  await tell(housing.handler, 'states the result and signs it', '提出办理结果并签署');
  await confirm(petitioner);
  for (const leader of [housing.deputy, housing.head]) await world.ask(leader, CountersignDocument, { input: await toSign() });
  await reach(({ stage }) => stage === 'CLOSED');
  await tell(housing.head, 'both leaders have signed; the case is closed', '两级领导签署,办结销号');
  return appealId;
};
