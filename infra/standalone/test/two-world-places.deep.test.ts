// Proves: with and without a complaint about an official that the same answers come to the official himself, to his superiors, to the clerk of
// his office who took it in, to a former official, to whoever keeps the district's directory, and to his office as the helper in another
// case of the same petitioner, from every field and every mutation of the schema, at every stage of the complaint. They are asked by turns,
// half of them after each step, or that SHARE of a half; who begins, SEED says.
import {
  AcceptEntryDocument,
  AssessAppealDocument,
  AssignEntryDocument,
  PassScreeningDocument,
  RecordOpinionDocument,
  SubmitAppealDocument,
  VersionsDocument,
} from '@daqidi/schemas/operations';
import { cast, demoPlace, officer } from '@daqidi/standalone';
import { shareOf, useSeed } from '@daqidi/testing';
import { type ComparableWorld, compareWorlds, hiddenSteps } from './support/two-worlds.js';

const seed = useSeed();
const half = 2;
const turns = Math.round(half * (100 / shareOf(100)));

const { township, village } = demoPlace;
const street = `u-${township}`;
const clerk = officer(`${township}.clerk`);
const investigator = officer('urban-management.handler');
const known = { name: '王小明', telephone: '13900001234' };

/** Another case of the petitioner, in which the street office helps a department. */
const helped = async (world: ComparableWorld): Promise<void> => {
  const input = { channel: 'MINI_PROGRAM', regionId: village, text: '商铺占道经营,行人无法通行。', petitioner: known };
  const { submitAppeal } = await world.ask(cast.petitioner, SubmitAppealDocument, {
    input: { requestId: 'helped-submit', ...input },
  });
  const { id: appealId } = submitAppeal.appeal;
  const look = async () => (await world.ask(cast.clerk, VersionsDocument, { id: appealId })).appeal;
  const inTriage = async () => ({ appealId, expectedVersion: (await look())?.triage?.version ?? 0 });
  const inLedger = async () => ({ appealId, expectedVersion: (await look())?.ledgerEntry?.version ?? 0 });
  await world.ask(cast.villageReviewer, PassScreeningDocument, { input: { requestId: 'helped-pass', ...(await inTriage()) } });
  for (const reviewer of [cast.lettersReviewer, cast.justiceReviewer]) {
    const opinion = { reasonableness: 'REASONABLE', text: '诉求合理,应予办理。' } as const;
    await world.ask(reviewer, RecordOpinionDocument, { input: { requestId: 'helped-opinion', appealId, ...opinion } });
  }
  await world.ask(cast.lettersReviewer, AssessAppealDocument, {
    input: {
      requestId: 'helped-assess',
      ...(await inTriage()),
      reasonableness: 'REASONABLE',
      category: 'RESOLUTION',
      subject: '城乡建设/城市建设和市政管理',
      level: 'DISTRICT',
      grade: 'D2',
      proposedUnitId: 'u-urban-management',
      helperUnitIds: [street],
    },
  });
  const given = { requestId: 'helped-assign', ...(await inLedger()), unitId: 'u-urban-management' };
  await world.ask(cast.lettersOfficer, AssignEntryDocument, { input: given });
  await world.ask(investigator, AcceptEntryDocument, { input: { requestId: 'helped-accept', ...(await inLedger()) } });
  const query = 'query($id: ID!) { ledgerEntry(id: $id) { helpers { id } } }';
  const { data } = await world.raw(investigator, query, { id: appealId });
  expect(data).toStrictEqual({ ledgerEntry: { helpers: [{ id: street }] } });
};

/** The clerk of the office that the accused official works in takes it in at the window, by what the petitioner tells. */
const takenInBy = (world: ComparableWorld) => async () => {
  const input = { requestId: 'hidden-appeal', channel: 'WINDOW', regionId: village, petitioner: known };
  const matter = { text: '街道办事处工作人员推诿扯皮。', accusedOfficerIds: [cast.handler.sub] };
  return (await world.ask(clerk, SubmitAppealDocument, { input: { ...input, ...matter } })).submitAppeal;
};

test('the accused official, his superiors, the clerk, a former official, the keeper of the directory and the helper see the same world', () =>
  compareWorlds(undefined, {
    turns,
    first: seed.below(turns),
    before: helped,
    happens: (world) => hiddenSteps(world, takenInBy(world)),
    people: [
      ...[cast.handler, cast.deputy, cast.head, clerk],
      ...[officer('leading-group.admin'), officer('former-head'), officer(`${township}.safety`), officer(`${village}.head`)],
    ],
  }));
