import { parseArgs } from 'node:util';
import type { Claims } from '@daqidi/identity';
import { WhoAmIDocument } from '@daqidi/schemas/operations';
import { createHttpWorld } from './demo/http-world.js';
import { reachDevelopment, whyNot } from './development-access.js';
import { standaloneConfig } from './settings.js';

const usage = `usage: npm run --silent token -- <person> [--petitioner] [--url http://127.0.0.1:4000] [--secrets <folder>]

Prints a token of a running platform's development issuer, good for ten hours, for an officer or a machine (machine:<name>) of its
directory, or for a petitioner, who may be anybody. On standard error it says whose it is.
`;

const machine = 'machine:';

const claimsOf = (person: string, isPetitioner: boolean): Claims => {
  if (isPetitioner) return { sub: person, kind: 'PETITIONER' };
  return person.startsWith(machine) ? { sub: person.slice(machine.length), kind: 'MACHINE' } : { sub: person, kind: 'OFFICER' };
};

/** A working day, in seconds. */
const life = 10 * 3_600;

const run = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    options: {
      url: { type: 'string' },
      secrets: { type: 'string' },
      petitioner: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [person, ...rest] = positionals;
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  if (person === undefined || rest.length > 0) {
    process.stderr.write(usage);
    process.exitCode = 2;
    return;
  }
  const settings = standaloneConfig.parse(process.env);
  const { url, issuer } = await reachDevelopment(values, settings);
  const claims = claimsOf(person, values.petitioner);
  const token = await issuer.issue({ ...claims, ttlSeconds: Math.min(life, settings.longestTokenLife) });
  if (claims.kind !== 'PETITIONER') {
    const { me } = await createHttpWorld({ url, token: async () => token, patience: 0 }).ask(claims, WhoAmIDocument, {});
    if (me === null || me.posts.length === 0) throw new Error(`nobody in the directory of ${url} is called ${person}`);
    const posts = me.posts.map(({ role, unit }) => `${role} · ${unit.name}`).join('; ');
    process.stderr.write(`${me.name ?? person}: ${posts}\n`);
  }
  process.stdout.write(`${token}\n`);
};

run().catch((error: unknown) => {
  process.stderr.write(`token: ${whyNot(error)}\n`);
  process.exitCode = 1;
});
