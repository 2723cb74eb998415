import {
  AssignEntryDocument,
  DismissAppealDocument,
  ListCasesDocument,
  ListOrdersDocument,
  ListRatesDocument,
  SubmitAppealDocument,
  TimelineByCodeDocument,
  VersionsDocument,
  WholeAppealDocument,
} from '@daqidi/schemas/operations';
import { cast, Declined, demoPlace, type Person, playAppeal, type World } from '@daqidi/standalone';
import { normalise } from './normalise.js';

/** Everything the readers can see in the end, with what differs from run to run replaced. */
export type FinalGraph = Readonly<Record<string, unknown>>;

const period = '2026-03';
/** A working day well after the handling clock of twenty working days. */
const overdueAt = '2026-04-15T02:00:00.000Z';

const readers: Readonly<Record<string, Person>> = {
  petitioner: cast.petitioner,
  otherPetitioner: { sub: 'petitioner-2', kind: 'PETITIONER' },
  villageReviewer: cast.villageReviewer,
  handler: cast.handler,
  clerk: cast.clerk,
  inspector: cast.inspector,
  performanceOfficer: cast.performanceOfficer,
};

/** What a reader gets, or the code of the refusal. */
export const seen = async <Answer>(read: Promise<Answer>): Promise<unknown> => {
  try {
    return normalise(await read);
  } catch (error) {
    if (error instanceof Declined) return `<${error.code}>`;
    throw error;
  }
};

const submit = async (world: World, person: Person, requestId: string, text: string, accusedUnitIds: readonly string[] = []) => {
  const { submitAppeal } = await world.ask(person, SubmitAppealDocument, {
    input: { requestId, channel: 'QR_CODE', regionId: demoPlace.village, text, accusedUnitIds: [...accusedUnitIds] },
  });
  return submitAppeal;
};

/**
 * Three appeals: one goes the whole way (overdue clock, supervision order, refusal at countersign, evaluation), one is refused
 * by the first review with an explanation, one is restricted and stays with oversight. Runs on any binding.
 */
export const playScenario = async (world: World): Promise<FinalGraph> => {
  const whole = await playAppeal(world, { run: 'scenario', narrate: () => undefined, overdueAt });

  const dismissed = await submit(
    world,
    readers.otherPetitioner ?? cast.petitioner,
    'scenario-dismissed',
    '希望本村每天举办烟花表演。',
  );
  await world.until(
    async () => (await world.ask(cast.clerk, VersionsDocument, { id: dismissed.appeal.id })).appeal?.triage !== null,
  );
  const { appeal } = await world.ask(cast.villageReviewer, VersionsDocument, { id: dismissed.appeal.id });
  await world.ask(cast.villageReviewer, DismissAppealDocument, {
    input: {
      requestId: 'scenario-dismiss',
      appealId: dismissed.appeal.id,
      expectedVersion: appeal?.triage?.version ?? 0,
      ground: 'OUT_OF_SCOPE',
      explanation: '该事项不属于受理范围,已当面说明有关规定。',
    },
  });

  const restricted = await submit(world, cast.petitioner, 'scenario-restricted', '反映街道办事处工作人员的问题。', [
    `u-${demoPlace.township}`,
  ]);
  await world.until(
    async () => (await world.ask(cast.inspector, VersionsDocument, { id: restricted.appeal.id })).appeal?.triage !== null,
  );
  // Nobody can assign what triage still has: the letters office learns that there is no such entry.
  const early = await seen(
    world.ask(cast.lettersOfficer, AssignEntryDocument, {
      input: { requestId: 'scenario-early', appealId: restricted.appeal.id, expectedVersion: 1, unitId: 'u-housing' },
    }),
  );

  const graph: Record<string, unknown> = { early };
  for (const [name, person] of Object.entries(readers)) {
    graph[name] = {
      whole: await seen(world.ask(person, WholeAppealDocument, { id: whole, period })),
      dismissed: await seen(world.ask(person, WholeAppealDocument, { id: dismissed.appeal.id, period })),
      restricted: await seen(world.ask(person, WholeAppealDocument, { id: restricted.appeal.id, period })),
      cases: await seen(world.ask(person, ListCasesDocument, { first: 20 })),
      closed: await seen(world.ask(person, ListCasesDocument, { first: 20, filter: { stage: 'CLOSED' } })),
      orders: await seen(world.ask(person, ListOrdersDocument, { first: 20 })),
      rates: await seen(world.ask(person, ListRatesDocument, { period, first: 20 })),
    };
  }
  const { unifiedCode, queryCode } = dismissed.receipt;
  if (queryCode === null) throw new Error('the petitioner did not get his query code');
  graph.byCode = await seen(world.ask({ sub: 'anybody', kind: 'ANONYMOUS' }, TimelineByCodeDocument, { unifiedCode, queryCode }));
  return graph;
};
