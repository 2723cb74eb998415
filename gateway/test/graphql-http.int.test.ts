// Promise: GraphQL over HTTP as the specification has it: every MUST, SHOULD and MAY of the public audit suite.
import { serverAudits } from 'graphql-http';
import { createWorld } from './toys.js';

const { gateway } = createWorld({ limits: { introspection: true, burst: 1_000 } });
let url = '';

beforeAll(async () => {
  ({ url } = await gateway.start());
});
afterAll(() => gateway.stop());

for (const audit of serverAudits({ url: () => `${url}/graphql`, fetchFn: fetch }))
  test(`${audit.id} ${audit.name}`, async () => {
    const result = await audit.fn();
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
  });
