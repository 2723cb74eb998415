// The gateway against others: requests a second on the same three subgraphs, 50 connections, answers compared byte for byte, all
// rows in one run in alternating order, medians. Usage: npm run bench -- gateway [--rounds 3] [--seconds 5] [--rows ours,apollo]
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { composeServices } from '@apollo/composition';
import { createDevelopmentIssuer } from '@daqidi/identity';
import { systemClock } from '@daqidi/runtime';
import { parse } from 'graphql';
import { installPackages } from './gateway/packages.mjs';
import { start, startProgram, stopAll } from './gateway/processes.mjs';
import { queries, sdlOf, subgraphNames, variables } from './gateway/toys.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    rows: { type: 'string', default: '' },
  },
});
const directory = await mkdtemp(join(tmpdir(), 'daqidi-bench-gateway-'));
const installed = await installPackages(directory);
const autocannon = createRequire(join(installed.autocannon, 'package.json'))('autocannon');

const supergraphOf = (urls) => {
  const services = subgraphNames.map((name) => ({ name, typeDefs: parse(sdlOf(name)), url: urls[name] ?? 'http://in.process' }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
};
const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
const subgraphs = async (kind, options = {}, environment = {}) => {
  const urls = {};
  for (const name of subgraphNames) urls[name] = await start({ kind: `${kind} subgraph`, name, ...options }, environment);
  return urls;
};

const issuer = await createDevelopmentIssuer({ directory, issuer: 'bench', audience: 'daqidi', clock: systemClock });
const token = await issuer.issue({ sub: 'clerk', kind: 'OFFICER', ttlSeconds: 36_000 });
const contextKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
const ours = { jwks: issuer.jwks, contextKey };
const apolloUrls = await subgraphs('apollo');
const packages = { BENCH_PACKAGES: installed.mercurius ?? '' };

const rows = {
  'ours, distributed': async () => {
    const urls = await subgraphs('our', { contextKey });
    return start({ kind: 'our gateway', ...ours, urls, supergraphSdl: supergraphOf(urls) });
  },
  'ours, embedded': () => start({ kind: 'our embedded', ...ours, supergraphSdl: supergraphOf({}) }),
  'apollo gateway and server, defaults': () => start({ kind: 'apollo gateway', supergraphSdl: supergraphOf(apolloUrls) }),
  'one schema stitched by hand, apollo server': () => start({ kind: 'apollo stitched' }),
  ...(installed.mercurius && {
    'mercurius gateway with JIT': async () =>
      start({ kind: 'mercurius gateway', urls: await subgraphs('mercurius', {}, packages) }, packages),
  }),
  ...(installed.hive && {
    'hive gateway, apollo subgraphs': async () => {
      const file = join(directory, 'supergraph.graphql');
      await writeFile(file, supergraphOf(apolloUrls));
      const port = await freePort();
      const program = join(installed.hive, 'node_modules/@graphql-hive/gateway/dist/bin.js');
      const args = ['supergraph', file, '--host', '127.0.0.1', '--port', String(port), '--fork', '1'];
      return startProgram(program, args, `http://127.0.0.1:${port}/graphql`);
    },
  }),
};
const chosen = Object.keys(rows).filter(
  (name) => values.rows === '' || values.rows.split(',').some((part) => name.includes(part)),
);

const requestOf = (query) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${token}` },
  body: JSON.stringify({ query: queries[query], variables: variables[query] }),
});
const fire = async (url, query, seconds, expected) => {
  const result = await autocannon({ url, connections: 50, duration: seconds, ...requestOf(query), expectBody: expected });
  const wrong = result.errors + result.timeouts + result.non2xx + result.mismatches;
  if (wrong > 0) throw new Error(`${url}: ${wrong} answers were wrong`);
  return result.requests.total / result.duration;
};
const median = (list) => list.toSorted((left, right) => left - right)[Math.floor(list.length / 2)];

try {
  const contestants = [];
  const truth = {};
  for (const name of chosen) {
    try {
      const url = await rows[name]();
      const bodies = {};
      for (const query of Object.keys(queries)) {
        bodies[query] = await (await fetch(url, requestOf(query))).text();
        const { data, errors } = JSON.parse(bodies[query]);
        truth[query] ??= data;
        if (errors || !isDeepStrictEqual(data, truth[query])) throw new Error(`${name} answers ${bodies[query].slice(0, 300)}`);
        await fire(url, query, 3, bodies[query]);
      }
      contestants.push({ name, url, bodies, figures: { nested: [], small: [] } });
    } catch (error) {
      process.stderr.write(`left out: ${name}: ${error.message}\n`);
    }
  }
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const { url, bodies, figures } of round % 2 === 0 ? contestants : contestants.toReversed()) {
      for (const query of Object.keys(queries))
        figures[query].push(await fire(url, query, Number(values.seconds), bodies[query]));
    }
  }
  const perSecond = Object.fromEntries(
    contestants.map(({ name, figures }) => [
      name,
      { nested: Math.round(median(figures.nested)), small: Math.round(median(figures.small)) },
    ]),
  );
  const ratios = (of) =>
    Object.fromEntries(
      Object.entries(perSecond)
        .filter(([name]) => name !== of)
        .map(([name, { nested, small }]) => [
          name,
          { nested: Number((perSecond[of].nested / nested).toFixed(2)), small: Number((perSecond[of].small / small).toFixed(2)) },
        ]),
    );
  const report = {
    machine: `${cpus().length} × ${cpus()[0]?.model}`,
    node: process.version,
    connections: 50,
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    answerBytes: Object.fromEntries(
      Object.entries(contestants[0]?.bodies ?? {}).map(([query, body]) => [query, Buffer.byteLength(body)]),
    ),
    requestsPerSecond: perSecond,
    timesFasterThan: Object.fromEntries(
      contestants.filter(({ name }) => name.startsWith('ours')).map(({ name }) => [name, ratios(name)]),
    ),
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
} finally {
  await stopAll();
  await rm(directory, { recursive: true, force: true });
}
