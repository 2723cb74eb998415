import { createHash } from 'node:crypto';
import {
  CaseByCodeDocument,
  ConfirmResultDocument,
  EvaluateAppealDocument,
  SubmissionChallengeDocument,
  SubmitWithoutAccountDocument,
} from '@daqidi/schemas/operations';
import { usualTroupe } from './cast.js';
import { ordinarySteps } from './ordinary-steps.js';
import type { Play } from './play-appeal.js';
import type { Person, World } from './world.js';

const anybody: Person = { sub: 'anybody', kind: 'ANONYMOUS' };

/** The work that lets somebody in who is not signed in, as a browser does it: ALTCHA's, in its clients' form. */
export const provenIn = async (world: World): Promise<string> => {
  const { maxNumber, ...terms } = (await world.ask(anybody, SubmissionChallengeDocument, {})).submissionChallenge;
  const hashOf = (number: number): string => createHash('sha256').update(`${terms.salt}${number}`).digest('hex');
  let number = 0;
  while (number <= maxNumber && hashOf(number) !== terms.challenge) number += 1;
  return Buffer.from(JSON.stringify({ ...terms, number })).toString('base64');
};

/** Somebody who stays unknown and has no account, from the QR code on the wall to his evaluation: by his query code alone. Answers the id. */
export const playAnonymous = async (world: World, play: Play): Promise<string> => {
  const { requestId, begin } = ordinarySteps(world, play);
  const { village } = play.troupe ?? usualTroupe;
  const text = '楼道的灯坏了,老人夜里上下楼看不见。';
  const codes = { unifiedCode: '', queryCode: '' };
  const handIn = async (): Promise<string> => {
    const proof = await provenIn(world);
    const input = { requestId: requestId(), channel: 'QR_CODE', regionId: village, text, anonymous: true, proof };
    const { appeal, receipt } = (await world.ask(anybody, SubmitWithoutAccountDocument, { input })).submitWithoutAccount;
    Object.assign(codes, { unifiedCode: receipt.unifiedCode, queryCode: receipt.queryCode ?? '' });
    return appeal.id;
  };
  const { appealId, tell, toSign, propose, close } = await begin({ petitioner: anybody, text, category: 'RESOLUTION', handIn });
  await propose('楼道灯已全部更换为感应灯。');
  const { queryCode } = codes;
  const signature = { ...(await toSign()), satisfaction: 'SATISFIED', queryCode } as const;
  await world.ask(anybody, ConfirmResultDocument, { input: signature });
  await tell(anybody, 'confirms the result by the query code', '凭查询码确认办理结果');
  await close();

  const seen = async () => (await world.ask(anybody, CaseByCodeDocument, codes)).caseByCode;
  await world.until(async () => (await seen())?.stage === 'CLOSED');
  const evaluation = { satisfaction: 'VERY_SATISFIED', reason: '修得很快。' } as const;
  const input = { requestId: requestId(), appealId, expectedVersion: (await seen())?.version ?? 0, queryCode, ...evaluation };
  await world.ask(anybody, EvaluateAppealDocument, { input });
  await tell(anybody, 'evaluates by the query code', '凭查询码作出评价');
  return appealId;
};
