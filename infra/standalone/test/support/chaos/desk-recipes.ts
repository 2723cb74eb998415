import { demoPlace, provenIn } from '@daqidi/standalone';
import { people } from '../model/people.js';
import { photograph, upload } from '../uploads.js';
import { type Kitchen, type LegalCommand, type Recipes, someone } from './kitchen.js';

interface Versioned {
  readonly id: string;
  readonly version: number;
}
interface Question {
  readonly version: number;
  readonly deskAnswer: { readonly digest: string } | null;
  readonly triage: { readonly version: number };
}

const subject = '劳动和社会保障/城镇居民社会保险';
const reason = '需实地核查,不属于咨询。';
const { petitioner, neighbour, anybody, clerk, townshipClerk, villageReviewer, letters, lettersOfficer, deputy, auditor } =
  people;

/** What is answered at desks, what is known there, who is looked for, and what is taken out. */
export const deskRecipes = ({ world, next, dayIn, does, asks }: Kitchen): Recipes => {
  const submits = async (who: typeof petitioner | typeof neighbour, input: object): Promise<string> => {
    const { appeal } = (await does(
      who,
      'submitAppeal',
      { channel: 'WINDOW', regionId: demoPlace.village, ...input },
      'appeal { id }',
    )) as {
      readonly appeal: { readonly id: string };
    };
    return appeal.id;
  };
  const look = async (id: string): Promise<Question> => {
    const query = 'query($id: ID!) { appeal(id: $id) { version deskAnswer { digest } triage { version } } }';
    return ((await asks(lettersOfficer, query, { id })) as { readonly appeal: Question }).appeal;
  };
  const question = (): Promise<string> => submits(petitioner, { text: `医保第 ${next()} 期什么时候缴费?`, consultation: true });
  const answer = async (appealId: string) => ({
    ...{ appealId, expectedVersion: (await look(appealId)).version },
    ...{ outcome: 'ANSWERED', subject, text: '每年九月至十二月缴费。' },
  });
  const answered = async () => {
    const appealId = await question();
    await does(townshipClerk, 'answerAtDesk', await answer(appealId));
    const { version, deskAnswer } = await look(appealId);
    return { appealId, expectedVersion: version, digest: deskAnswer?.digest };
  };
  const confirmed = async () => {
    const { appealId, ...seen } = await answered();
    await does(petitioner, 'confirmDeskAnswer', { appealId, ...seen, satisfaction: 'SATISFIED' });
    return { appealId, digest: seen.digest, expectedVersion: (await look(appealId)).triage.version };
  };

  const knowledge = () => ({
    ...{ subject, question: `第 ${next()} 期医保什么时候缴费?`, answer: '每年九月至十二月缴费。' },
    ...{ source: '医保局公告', validUntil: dayIn(200) },
  });
  const proposed = async (): Promise<{ readonly entryId: string; readonly expectedVersion: number }> => {
    const given = knowledge();
    await does(townshipClerk, 'proposeKnowledge', given);
    const query = '{ knowledgeProposals(first: 100) { edges { node { id version question } } } }';
    const { knowledgeProposals } = (await asks(lettersOfficer, query)) as {
      readonly knowledgeProposals: { readonly edges: readonly { readonly node: Versioned & { readonly question: string } }[] };
    };
    const found = knowledgeProposals.edges.map(({ node }) => node).find((node) => node.question === given.question);
    return { entryId: found?.id ?? '', expectedVersion: found?.version ?? 0 };
  };
  const approved = async () => {
    const { entryId, expectedVersion } = await proposed();
    await does(lettersOfficer, 'decideKnowledge', { entryId, expectedVersion, approves: true });
    return { entryId, expectedVersion: expectedVersion + 1 };
  };
  const taken = () => ({ columns: ['CODE'], format: 'CSV', language: 'ZH', purpose: '季度核对' });

  /** Of the same matter, one after the other, by the same petitioner or by two. */
  const twice = async (other: typeof petitioner | typeof neighbour): Promise<readonly [string, string]> => {
    const text = `楼道第 ${next()} 层堆放杂物,存在消防隐患。`;
    const earlierId = await submits(petitioner, { text });
    world.clock.set(world.clock.now() + 60_000);
    return [earlierId, await submits(other, { text })];
  };
  /** More a day are refused to one person. */
  const searchers = [clerk, townshipClerk, lettersOfficer];
  const aboutQuestion = async (who: LegalCommand['who'], made: Promise<object>, more: object = {}): Promise<LegalCommand> => ({
    who,
    input: { ...(await made), ...more },
  });

  return {
    answerAtDesk: () => aboutQuestion(townshipClerk, question().then(answer)),
    confirmDeskAnswer: () => aboutQuestion(petitioner, answered(), { satisfaction: 'SATISFIED' }),
    recordSignedSlip: async () => {
      const slip = await upload(world, townshipClerk, await photograph(), { filename: '签字单.jpg', evidence: 'true' });
      return aboutQuestion(townshipClerk, answered(), { satisfaction: 'SATISFIED', attachments: [slip] });
    },
    decideDeskAnswers: async () => ({
      who: villageReviewer,
      input: { items: [{ ...(await confirmed()), accepts: true }] },
    }),
    countersignMany: async () => {
      const answer = await confirmed();
      await does(villageReviewer, 'decideDeskAnswers', { items: [{ ...answer, accepts: true }] });
      const query = 'query($id: ID!) { ledgerEntry(id: $id) { version result { digest } } }';
      const { ledgerEntry } = (await asks(deputy, query, { id: answer.appealId })) as {
        readonly ledgerEntry: { readonly version: number; readonly result: { readonly digest: string } };
      };
      const { version: expectedVersion, result } = ledgerEntry;
      return { who: deputy, input: { items: [{ appealId: answer.appealId, expectedVersion, digest: result.digest }] } };
    },
    returnConsultation: async () => {
      const appealId = await question();
      return { who: townshipClerk, input: { appealId, expectedVersion: (await look(appealId)).triage.version, reason } };
    },
    proposeKnowledge: async () => ({ who: townshipClerk, input: knowledge() }),
    decideKnowledge: () => aboutQuestion(lettersOfficer, proposed(), { approves: true }),
    retireKnowledge: () => aboutQuestion(lettersOfficer, approved(), { reason }),
    requestExport: async () => ({ who: clerk, input: taken() }),
    handOutExport: async () => {
      await does(clerk, 'requestExport', taken());
      const { exports } = (await asks(clerk, '{ exports(first: 1) { edges { node { id } } } }')) as {
        readonly exports: { readonly edges: readonly { readonly node: { readonly id: string } }[] };
      };
      return { who: clerk, input: { exportId: exports.edges[0]?.node.id } };
    },
    findPetitioner: async () => ({
      who: searchers[next() % searchers.length] ?? clerk,
      input: { purpose: '核对来电人的诉求', telephone: '13900001234' },
    }),
    submitWithoutAccount: async () => ({
      who: anybody,
      input: {
        ...{ channel: 'QR_CODE', regionId: demoPlace.village, text: `第 ${next()} 盏路灯坏了。`, anonymous: true },
        proof: await provenIn(world),
      },
    }),
    decideRepeat: async () => {
      const [earlierId, appealId] = await twice(petitioner);
      return { who: clerk, input: { appealId, expectedVersion: (await look(appealId)).version, earlierId, isRepeat: true } };
    },
    endFollowing: async () => {
      const [followsId, appealId] = await twice(neighbour);
      const joining = { appealId, expectedVersion: (await look(appealId)).triage.version, followsId };
      await does(villageReviewer, 'passScreening', joining);
      return { who: letters, input: { appealId, expectedVersion: (await look(appealId)).triage.version, reason } };
    },
    declareConflict: async () => {
      const appealId = await submits(petitioner, { text: `第 ${next()} 栋楼道的灯坏了。` });
      return { who: auditor, input: { appealId, ground: 'RELATIVE', reason: '诉求人是我的近亲属。' } };
    },
    answerMaterialRequest: async () => {
      const appealId = await submits(petitioner, {
        text: '街道工作人员收费不开票据。',
        accusedUnitIds: [`u-${demoPlace.township}`],
      });
      const query = 'query($id: ID!) { appeal(id: $id) { supervision { dual { version } } } }';
      const { appeal } = (await asks(people.inspector, query, { id: appealId })) as {
        readonly appeal: { readonly supervision: { readonly dual: { readonly version: number } } };
      };
      const track = { appealId, track: 'DISCIPLINE' };
      await does(people.inspector, 'takeTrack', { ...track, expectedVersion: appeal.supervision.dual.version });
      await does(people.inspector, 'requestMaterial', { ...track, unitId: 'u-511902002', text: '请提供路灯维护合同。' });
      const asked = someone('511902002.handler');
      const { materialRequests } = (await asks(asked, '{ materialRequests { edges { node { id version } } } }')) as {
        readonly materialRequests: { readonly edges: readonly { readonly node: Versioned }[] };
      };
      const request = materialRequests.edges[0]?.node;
      const input = { materialRequestId: request?.id, expectedVersion: request?.version, text: '合同复印件已送达。' };
      return { who: asked, input };
    },
  };
};
