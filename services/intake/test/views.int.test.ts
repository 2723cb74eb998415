// Promise: whoever sees a petitioner in full is seen by the auditor - when, of which case, why, whether the case was his, and out of hours; who
// looks at very many stands out; and a secret that the auditor is barred from leaves no trace in any of it.
import { accusing } from '@daqidi/service-testing';
import { type IntakeWorld, openIntakeWorld, submit } from './support/intake-world.js';

let world: IntakeWorld;
beforeEach(async () => {
  world = await openIntakeWorld();
});
afterEach(() => world.stop());

const person = { name: '张三', telephone: '13812341234' };
const view = async (appealId: string, who: string): Promise<void> => {
  const answer = await world.officer(who).does('viewPetitioner', { appealId, purpose: '电话回访' }, 'details { name }');
  expect(answer.code).toBeNull();
};
interface View {
  readonly by: { readonly id: string };
  readonly appeal: { readonly id: string } | null;
}
const query = `query($filter: ViewFilter) {
  petitionerViews(filter: $filter) { total edges { node { at by { id } appeal { id } purpose own offHours } } }
}`;
const listed = async (filter: object = {}, who = 'auditor') => {
  const { code, data } = await world.officer(who).asks(query, { filter });
  if (code !== null) return { code, total: 0, views: [] };
  const found = (data as { petitionerViews: { total: number; edges: { node: View }[] } }).petitionerViews;
  return { code, total: found.total, views: found.edges.map(({ node }) => node) };
};
const many = async () =>
  (await world.officer('auditor').asks('{ frequentViewers(from: "2026-03-01", to: "2026-03-31") { by { id } day views } }')).data;

it('the auditor reads who looked at whom and why, and nobody who looks does', async () => {
  const { id } = await submit(world, { petitioner: person }, world.officer('clerk'));
  await view(id, 'clerk');
  await view(id, 'letters-1');
  const { total, views } = await listed();
  expect(total).toBe(2);
  expect(views).toMatchObject([
    { by: { id: 'letters-1' }, appeal: { id }, purpose: '电话回访', own: false, offHours: false },
    { by: { id: 'clerk' }, appeal: { id }, purpose: '电话回访', own: true, offHours: false },
  ]);
  expect((await listed({ outside: true })).views).toMatchObject([{ by: { id: 'letters-1' } }]);
  expect((await listed({ viewerId: 'clerk' })).views).toMatchObject([{ by: { id: 'clerk' } }]);
  expect((await listed({ before: '2026-03-02T02:00:00.000Z' })).views).toEqual([]);
  expect(await listed({}, 'clerk')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await listed({}, 'inspector')).toMatchObject({ code: null, total: 0 });
});

it.each([
  ['in the evening', '2026-03-02T10:00:00.000Z', true],
  ['before office hours', '2026-03-02T23:59:59.000Z', true],
  ['on a Sunday', '2026-03-08T02:00:00.000Z', true],
  ['in office hours', '2026-03-03T00:00:00.000Z', false],
])('a view %s is told apart', async (_, moment, offHours) => {
  const { id } = await submit(world, { petitioner: person }, world.officer('clerk'));
  await world.until(moment);
  await view(id, 'clerk');
  expect((await listed()).views).toMatchObject([{ offHours }]);
  expect((await listed({ offHours: true })).total).toBe(offHours ? 1 : 0);
});

it('whoever looks at more in a day than the policy notices stands out', async () => {
  const { id } = await submit(world, { petitioner: person }, world.officer('clerk'));
  for (let time = 0; time < 20; time += 1) await view(id, 'clerk');
  expect(await many()).toEqual({ frequentViewers: [] });
  await view(id, 'clerk');
  expect(await many()).toEqual({ frequentViewers: [{ by: { id: 'clerk' }, day: '2026-03-02', views: 21 }] });
  const long = await world.officer('auditor').asks('{ frequentViewers(from: "2026-03-01", to: "2026-04-30") { views } }');
  expect(long).toMatchObject({ code: 'BAD_USER_INPUT', field: 'to' });
});

it('views of a case from which the auditor is barred are not there, those of before among them', async () => {
  const { id } = await submit(world, { petitioner: person }, world.officer('clerk'));
  await view(id, 'letters-1');
  expect((await listed()).total).toBe(1);
  await world.hears('supervision', 'ScopeStated', id, { number: 1, ...accusing('u-group') });
  expect(await listed()).toMatchObject({ total: 0, views: [] });
  await view(id, 'letters-1');
  expect(await listed()).toMatchObject({ total: 0, views: [] });
});
