// Proves: whoever is accused gets the same answers with and without what is secret from every list that is public or nearly so: publications,
// the bank of suggestions, the knowledge base, and what brings again what was brought before; tags and corrected telephones too.
import {
  AnswerSuggestionsDocument,
  ConfirmResultDocument,
  CorrectContactDocument,
  DecideRepeatDocument,
  FollowOwnAppealDocument,
  ListKnowledgeProposalsDocument,
  ListPublicationsDueDocument,
  ProposeKnowledgeDocument,
  ProposePublicationDocument,
  ReadComplaintDocument,
  StateConsentDocument,
  SubmitAppealDocument,
  TagAppealDocument,
  VersionsDocument,
} from '@daqidi/schemas/operations';
import { beginComplaint, cast, demoPlace, type Person, playComplaint, streetOffice } from '@daqidi/standalone';
import { quiet } from './support/told-races.js';
import { type ComparableWorld, compareWorlds, type Hidden } from './support/two-worlds.js';

const handler: Person = { sub: 'urban-management.handler', kind: 'OFFICER' };

const publicSteps = (world: ComparableWorld): Hidden => {
  let id = '';
  let code = '';
  const version = async (appealId: string) =>
    (await world.ask(cast.inspector, VersionsDocument, { id: appealId })).appeal?.version ?? 0;

  /** A complaint that goes the whole way and is closed: of it a public answer waits for the end of its secrecy. */
  const closes = async () => {
    id = await playComplaint(world, quiet('hidden-closed'));
    code = (await world.ask(cast.petitioner, FollowOwnAppealDocument, { id })).appeal?.unifiedCode ?? '';
  };

  /** Brought again by the same petitioner: a repeat, tagged, its telephone corrected. */
  const comesAgain = async () => {
    const input = { requestId: 'hidden-again', channel: 'MINI_PROGRAM', regionId: demoPlace.village };
    const matter = { text: '街道办事处工作人员收取群众费用仍不开票据。', accusedUnitIds: [`u-${demoPlace.township}`] };
    const petitioner = { name: '王小明', telephone: '13900001234' };
    const submitted = await world.ask(cast.petitioner, SubmitAppealDocument, { input: { ...input, ...matter, petitioner } });
    const appealId = submitted.submitAppeal.appeal.id;
    const about = async (requestId: string) => ({ requestId, appealId, expectedVersion: await version(appealId) });
    const repeats = { ...(await about('hidden-repeat')), earlierId: id, isRepeat: true };
    await world.ask(cast.lettersOfficer, DecideRepeatDocument, { input: repeats });
    const tagged = { ...(await about('hidden-tag')), tags: ['MANY_CONCERNED'] };
    await world.ask(cast.lettersOfficer, TagAppealDocument, { input: tagged });
    const corrected = { ...(await about('hidden-contact')), telephone: '13900009876' };
    await world.ask(cast.petitioner, CorrectContactDocument, { input: corrected });
  };

  /** What both tracks agree is no complaint but a suggestion, and stays secret all the same: adopted, closed, and in no bank. */
  const suggests = async () => {
    const play = quiet('hidden-suggestion');
    const complaint = await beginComplaint(world, play, streetOffice('建议街道办事处收费一律开具票据并公示。'));
    const { appealId, requestId, inLedger, toSign, tracks } = complaint;
    await complaint.takeTracks();
    const agree = async () => {
      const read = async () => (await world.ask(cast.inspector, ReadComplaintDocument, { id: appealId })).appeal;
      const digest = (await read())?.supervision?.dual?.asked?.digest ?? '';
      for (const { who, track } of tracks) {
        const input = { requestId: requestId(), appealId, track, digest, agrees: true };
        await world.ask(who, StateConsentDocument, { input });
      }
    };
    await complaint.review('SUGGESTION', agree);
    await complaint.assign();
    const answer = { outcome: 'ADOPTED', text: '建议采纳,收费一律开票并按月公示。' } as const;
    const entries = [{ appealId, expectedVersion: (await inLedger()).expectedVersion }];
    await world.ask(handler, AnswerSuggestionsDocument, { input: { requestId: requestId(), entries, ...answer } });
    await world.ask(cast.petitioner, ConfirmResultDocument, { input: { ...(await toSign()), satisfaction: 'SATISFIED' } });
    await complaint.conclude(null);
    await complaint.leadersSign();
  };

  /** What would tell the public of it is tried by whoever works on it: no entry of the knowledge base, and no public text, comes of a secret. */
  const isTold = async () => {
    const knowledge = {
      requestId: 'hidden-knowledge',
      subject: '城乡建设/城市建设和市政管理',
      question: '街道办事处收费可以不开票据吗?',
      appealId: id,
      source: '票据管理办法',
      validUntil: '2026-12-31',
    };
    await expect(world.ask(cast.lettersOfficer, ProposeKnowledgeDocument, { input: knowledge })).rejects.toThrow();
    const publication = {
      requestId: 'hidden-publication',
      appealId: id,
      expectedVersion: 1,
      text: '反映的收费问题已查实并整改。',
    };
    await expect(world.ask(handler, ProposePublicationDocument, { input: publication })).rejects.toThrow();
    expect((await world.ask(cast.lettersOfficer, ListKnowledgeProposalsDocument, { first: 5 })).knowledgeProposals.total).toBe(0);
    expect((await world.ask(handler, ListPublicationsDueDocument, { first: 5 })).publicationsDue.total).toBe(0);
  };

  return { id: () => id, code: () => code, steps: [closes, comesAgain, suggests, isTold] };
};

test('the accused see the same public lists with and without what is secret', () =>
  compareWorlds(undefined, { turns: 3, happens: publicSteps }));
