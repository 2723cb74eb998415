import {
  ConcludeTrackDocument,
  ProposeResultDocument,
  ReadComplaintDocument,
  RecordProgressDocument,
  TakeTrackDocument,
} from '@daqidi/schemas/operations';
import { complaintCast } from './complaint-steps.js';
import { ordinarySteps } from './ordinary-steps.js';
import type { Play } from './play-appeal.js';
import type { World } from './world.js';

const company = '某物业服务有限公司';

/**
 * A complaint about a property company: no secret, since it accuses nobody in office; the company is heard, both tracks watch and conclude,
 * and the public reads the answer. Answers its id.
 */
export const playPrivateParty = async (world: World, play: Play): Promise<string> => {
  const { cast, requestId, begin } = ordinarySteps(world, play);
  const { petitioner, handler, inspector } = cast;
  const matter = await begin({
    petitioner,
    text: '物业公司擅自提高停车费,也不公示收支。',
    category: 'COMPLAINT',
    organisations: [company],
  });
  const { appealId, tell, inLedger } = matter;
  const dual = async () =>
    (await world.ask(inspector, ReadComplaintDocument, { id: appealId })).appeal?.supervision?.dual ?? null;
  await world.until(async () => (await dual())?.tracks.length === 2);
  const inDual = async () => ({ requestId: requestId(), appealId, expectedVersion: (await dual())?.version ?? 0 });
  const tracks = [
    { who: inspector, track: 'DISCIPLINE' },
    { who: complaintCast.lettersInspector, track: 'LETTERS' },
  ] as const;
  for (const { who, track } of tracks) await world.ask(who, TakeTrackDocument, { input: { ...(await inDual()), track } });
  await tell(inspector, 'both tracks watch it, although it is no secret', '纪检、信访双督办(非保密件)');

  const heard = '已约谈物业公司负责人,听取陈述并调取收支账目。';
  await world.ask(handler, RecordProgressDocument, { input: { ...(await inLedger()), text: heard } });
  await tell(handler, 'hears the company', '听取物业公司陈述');
  const result = { outcome: 'SUBSTANTIATED', text: '经核实,停车费上调未经业主大会同意,已责令恢复原标准并公示收支。' } as const;
  await world.ask(handler, ProposeResultDocument, { input: { ...(await inLedger()), ...result } });
  await tell(handler, 'states what was found and signs it', '提出核查结果并签署');
  for (const { who, track } of tracks) {
    const conclusion = { finding: 'SUBSTANTIATED', text: '已听取双方陈述,结论适当。' } as const;
    await world.ask(who, ConcludeTrackDocument, { input: { ...(await inDual()), track, ...conclusion } });
    await tell(who, `concludes the ${track} track`, track === 'LETTERS' ? '信访督办结论' : '纪检督办结论');
  }
  await matter.sign(petitioner);
  await matter.publish('某小区停车费已恢复原标准,收支情况已公示。');
  return appealId;
};
