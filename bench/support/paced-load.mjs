// node paced-load.mjs <url> <secrets> <cycles> <rate>: life cycles begun at a fixed rate, whatever the answers take. Prints the
// latencies of its calls as JSON.
import { createDevelopmentIssuer } from '@daqidi/identity';
import { systemClock, systemRandomness } from '@daqidi/runtime';
import { developmentAudience, developmentIssuer } from '@daqidi/standalone';
import { summary } from './figures.mjs';
import { createHttpClient } from './http-client.mjs';
import { playLeanAppeal } from './lean-appeal.mjs';

const [url, directory, cycles, rate] = process.argv.slice(2);
const issuer = await createDevelopmentIssuer({
  directory,
  issuer: developmentIssuer,
  audience: developmentAudience,
  clock: systemClock,
});
const token = ({ sub, kind }) => issuer.issue({ sub, kind, ttlSeconds: 3_600 });
const client = createHttpClient({ url, token, connections: 64 });
const began = performance.now();
await Promise.all(
  Array.from({ length: Number(cycles) }, async (_, number) => {
    await new Promise((resolve) => setTimeout(resolve, (number * 1_000) / Number(rate)));
    await playLeanAppeal(client.ask, `paced-${systemRandomness.bytes(5).toString('hex')}`, () => undefined);
  }),
);
const seconds = (performance.now() - began) / 1_000;
await client.close();
process.stdout.write(JSON.stringify({ lifeCyclesPerSecond: Number(cycles) / seconds, latencies: summary(client.latencies) }));
