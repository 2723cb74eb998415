// npm run bench -- <name> [options]: runs one of the benches of this folder. Results belong in docs/benchmarks.md, dated.
import { readdirSync } from 'node:fs';

process.env.APOLLO_TELEMETRY_DISABLED = '1';
const names = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
  .map((file) => file.slice(0, -4));
const [name] = process.argv.splice(2, 1);
if (name !== undefined && names.includes(name)) await import(`./${name}.mjs`);
else {
  process.stderr.write(`usage: npm run bench -- <${names.join('|')}> [options]\n`);
  process.exitCode = 1;
}
