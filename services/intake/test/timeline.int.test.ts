// Promise: the timeline of an appeal tells its reader what happened, in the order in which it happened, and is reached through its appeal only.
import { type IntakeWorld, openIntakeWorld, submit } from './support/intake-world.js';

let world: IntakeWorld;
beforeAll(async () => {
  world = await openIntakeWorld();
});
afterAll(() => world.stop());

const query = 'query($id: ID!) { appeal(id: $id) { timeline { at textEn textZh dueAt } } }';
interface Step {
  readonly at: string;
  readonly textEn: string;
  readonly textZh: string;
  readonly dueAt: string | null;
}
const stepsFor = async (who: ReturnType<IntakeWorld['officer']>, id: string): Promise<readonly Step[] | undefined> =>
  ((await who.asks(query, { id })).data as { readonly appeal: { readonly timeline: readonly Step[] } | null }).appeal?.timeline;

it('steps come in the order of their time, those of one moment in the order of the procedure', async () => {
  const { id } = await submit(world);
  await world.hears('assignment', 'EntryAssigned', id);
  await world.hears('assignment', 'EntryOpened', id);
  await world.hears('triage', 'AppealAccepted', id);
  world.clock.advance(60_000);
  await world.hears('assignment', 'EntryAccepted', id);
  const steps = (await stepsFor(world.petitioner('zhang'), id)) ?? [];
  expect(steps.map(({ textEn }) => textEn)).toEqual([
    'We have received your appeal.',
    'The first review has begun.',
    'Your appeal has been entered in the ledger.',
    'A unit has been made responsible; the clock is running.',
    'The unit is working on it.',
  ]);
  expect(steps.at(-1)).toMatchObject({ at: '2026-03-02T02:01:00.000Z', dueAt: null });
});

it('a step is told once, however often its event is heard', async () => {
  const { id } = await submit(world);
  const accepted = await world.hears('triage', 'AppealAccepted', id);
  await world.hearsAgain(accepted);
  expect(await stepsFor(world.petitioner('zhang'), id)).toHaveLength(2);
});

it('the petitioner’s own steps are told too, what others look at is not', async () => {
  const { id } = await submit(world, { petitioner: { name: '张三' } });
  await world.petitioner('zhang').does('supplementAppeal', { appealId: id, text: '补充说明' });
  await world.officer('clerk').does('viewPetitioner', { appealId: id, purpose: '回访' }, 'details { name }');
  const steps = (await stepsFor(world.petitioner('zhang'), id)) ?? [];
  expect(steps.map(({ textZh }) => textZh)).toEqual(['您的诉求已收到。', '您补充的材料已收到。']);
});

it('who may not see the appeal sees no step of it', async () => {
  const { id } = await submit(world, { accusedUnitIds: ['u-north'] });
  expect(await stepsFor(world.officer('letters-1'), id)).toHaveLength(1);
  expect(await stepsFor(world.officer('north-1'), id)).toBeUndefined();
});
