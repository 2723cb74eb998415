// Promise: whoever brings the ticket of a file gets the whole of it, to be kept and never to be run; without one it is as if there were none.
import { createWorld } from './toys.js';

const world = createWorld();
let url: string;
beforeAll(async () => {
  ({ url } = await world.gateway.start());
});
afterAll(() => world.gateway.stop());

test('a file comes whole, under its name, and no browser shows, keeps or guesses at it', async () => {
  const answer = await fetch(`${url}/files/good`, { headers: { 'accept-encoding': 'br' } });
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-length': '20',
    'content-disposition': 'attachment; filename="cases.csv"',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  expect(await answer.text()).toBe('统一编码\r\n511902');
});

test.each(['', 'bad', 'good/../bad', 'x'.repeat(2_000)])('there is nothing for the ticket %j', async (ticket) => {
  const answer = await fetch(`${url}/files/${ticket}`);
  expect(answer.status).toBe(404);
});

test('a file whose ticket ends on the way is cut, not shortened', async () => {
  const answer = await fetch(`${url}/files/lapsing`);
  await expect(answer.text()).rejects.toThrow();
});
