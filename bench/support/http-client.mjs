// A client that costs little beside the platform it drives: kept connections, one call on each at a time.
import { createRequire } from 'node:module';
import { dataOf } from '@daqidi/standalone';

// The gateway's own undici: the bench needs no dependency of its own.
const { Pool } = createRequire(new URL('../../gateway/package.json', import.meta.url))('undici');

/** `token(person)` answers a bearer token. `latencies` grows by the milliseconds of every call that was answered with data. */
export const createHttpClient = ({ url, token, connections }) => {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const tokens = new Map();
  const latencies = [];
  let calls = 0;
  const tokenOf = (person) => {
    const key = `${person.kind} ${person.sub}`;
    const known = tokens.get(key) ?? token(person);
    tokens.set(key, known);
    return known;
  };
  return {
    latencies,
    calls: () => calls,
    reset: () => {
      latencies.length = 0;
      calls = 0;
    },
    ask: async (person, operation, variables) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(person)}` };
      const body = JSON.stringify({ query: operation.source, operationName: operation.name, variables });
      const began = performance.now();
      calls += 1;
      const answer = await pool.request({ path: '/graphql', method: 'POST', headers, body });
      const data = dataOf(await answer.body.json());
      latencies.push(performance.now() - began);
      return data;
    },
    close: () => pool.close(),
  };
};
