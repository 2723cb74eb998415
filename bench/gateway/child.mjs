// One server in a process of its own: told what to start on stdin, says where it listens on stdout, ends with stdin.
import { createInterface } from 'node:readline';

const starts = {
  'our subgraph': async (options) => (await import('./ours.mjs')).startSubgraph(options),
  'our gateway': async (options) => (await import('./ours.mjs')).startGateway(options),
  'our embedded': async (options) => (await import('./ours.mjs')).startEmbedded(options),
  'apollo subgraph': async (options) => (await import('./apollo.mjs')).startSubgraph(options),
  'apollo gateway': async (options) => (await import('./apollo.mjs')).startGateway(options),
  'apollo stitched': async (options) => (await import('./apollo.mjs')).startStitched(options),
  'mercurius subgraph': async (options) => (await import('./others.mjs')).startMercuriusSubgraph(options),
  'mercurius gateway': async (options) => (await import('./others.mjs')).startMercuriusGateway(options),
};

const lines = createInterface({ input: process.stdin });
lines.once('line', async (line) => {
  const { kind, ...options } = JSON.parse(line);
  process.stdout.write(`${await starts[kind](options)}\n`);
});
lines.once('close', () => process.exit(0));
