import {
  CallBackWithdrawalDocument,
  DecideWithdrawalInReviewDocument,
  FollowOwnAppealDocument,
  WithdrawAppealDocument,
} from '@daqidi/schemas/operations';
import { cast } from './cast.js';
import { beginComplaint, type ComplaintPlay, complaintCast, streetOffice } from './complaint-steps.js';
import { Declined, type World } from './world.js';

/**
 * A complaint whose petitioner withdraws where he could be pressed: he is called back about it, the case goes on without him, both tracks
 * ask whether there was pressure, and it closes with his slot in the form WITHDRAWN. Answers its id.
 */
export const playPressure = async (world: World, play: ComplaintPlay): Promise<string> => {
  const { lettersOfficer, petitioner } = cast;
  const complaint = await beginComplaint(world, play, streetOffice('街道办事处工作人员收取群众费用不开票据。'));
  const { appealId, requestId, reach, tell, inTriage } = complaint;
  await complaint.takeTracks();

  const version = async () => (await world.ask(petitioner, FollowOwnAppealDocument, { id: appealId })).appeal?.version ?? 0;
  const inIntake = async () => ({ requestId: requestId(), appealId, expectedVersion: await version() });
  await world.ask(petitioner, WithdrawAppealDocument, {
    input: { ...(await inIntake()), reason: '有人上门劝说,不想再反映了。', setting: 'AFTER_VISIT' },
  });
  await tell(petitioner, 'asks to withdraw, a day after a visit', '有人上门后申请撤回');
  const [caller] = complaintCast.secondReviewers;
  await world.ask(caller, CallBackWithdrawalDocument, { input: { ...(await inIntake()), stands: true } });
  await tell(caller, 'calls him back: he wants it all the same', '回访:诉求人仍坚持撤回');
  const decision = { accepts: true, reason: '同意撤回,督办继续进行。' };
  // Triage hears of the call-back in its own time, and says no until it has.
  await world.until(async () => {
    try {
      await world.ask(lettersOfficer, DecideWithdrawalInReviewDocument, { input: { ...(await inTriage()), ...decision } });
      return true;
    } catch (error) {
      if (error instanceof Declined && error.rule?.startsWith('withdrawal.')) return false;
      throw error;
    }
  });
  await reach(({ supervision }) => supervision?.dual?.petitionerWithdrew === true);
  await tell(lettersOfficer, 'accepts: the complaint goes on without him', '同意撤回,投诉件继续办理');

  await complaint.review();
  await complaint.investigate();
  await complaint.conclude('FOUND');
  await complaint.leadersSign();
  return appealId;
};
