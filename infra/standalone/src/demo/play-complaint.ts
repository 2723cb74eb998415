import {
  ConfirmResultDocument,
  DecideDisagreementDocument,
  DismissAppealDocument,
  NoteTrackDocument,
  StateConsentDocument,
} from '@daqidi/schemas/operations';
import { cast } from './cast.js';
import { beginComplaint, type ComplaintPlay, complaintCast, streetOffice } from './complaint-steps.js';
import type { World } from './world.js';

/**
 * A complaint about the street office, which never learns of it: a panel wants to refuse it, one track agrees and the other does not, the
 * joint conference lets it go on; another department investigates, both tracks conclude, and it closes. Answers its id.
 */
export const playComplaint = async (world: World, play: ComplaintPlay): Promise<string> => {
  const { inspector, lettersOfficer, petitioner } = cast;
  const { districtLeader } = complaintCast;
  const complaint = await beginComplaint(world, play, streetOffice('街道办事处工作人员收取群众费用不开票据。'));
  const { appealId, requestId, reach, tell, inTriage, inDual, tracks } = complaint;
  await complaint.takeTracks();

  const refusal = { ground: 'FALSE', explanation: '初步了解未发现收费情况,拟不予受理。' } as const;
  await world.ask(lettersOfficer, DismissAppealDocument, { input: { ...(await inTriage()), ...refusal } });
  const { digest } = (await reach(({ supervision }) => supervision?.dual?.asked != null)).supervision?.dual?.asked ?? {
    digest: '',
  };
  await tell(lettersOfficer, 'wants to refuse it: both tracks are asked', '拟不予受理,提请双方会商');
  for (const { who, track } of tracks) {
    const agrees = track === 'LETTERS';
    const reason = agrees ? null : '尚未调取票据存根,不宜认定不属实。';
    await world.ask(who, StateConsentDocument, { input: { requestId: requestId(), appealId, track, digest, agrees, reason } });
    await tell(who, agrees ? 'agrees' : 'does not agree', agrees ? '同意不予受理' : '不同意不予受理');
  }
  await world.ask(districtLeader, DecideDisagreementDocument, {
    input: { ...(await inDual()), about: 'DECISION', agreed: false, reason: '应当受理并查清收费情况。' },
  });
  await reach(({ triage }) => triage?.jointDecision === null);
  await tell(districtLeader, 'decides for the joint conference: the review goes on', '联席会议定夺:继续受理');

  await complaint.review();
  await complaint.investigate();
  await world.ask(inspector, NoteTrackDocument, {
    input: { requestId: requestId(), appealId, track: 'DISCIPLINE', text: '已核对票据存根,与核查结果一致。' },
  });
  await complaint.conclude(null);
  await world.ask(petitioner, ConfirmResultDocument, { input: { ...(await complaint.toSign()), satisfaction: 'SATISFIED' } });
  await tell(petitioner, 'confirms the result', '确认办理结果');
  await complaint.leadersSign();
  return appealId;
};
