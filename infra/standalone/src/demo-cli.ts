import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createDevelopmentIssuer, type DevelopmentIssuer } from '@daqidi/identity';
import { systemClock, systemRandomness } from '@daqidi/runtime';
import { ListRatesDocument, TimelineByCodeDocument, VersionsDocument, WholeAppealDocument } from '@daqidi/schemas/operations';
import { cast } from './demo/cast.js';
import { createHttpWorld } from './demo/http-world.js';
import { playAppeal } from './demo/play-appeal.js';
import { playComplaint } from './demo/play-complaint.js';
import type { Person } from './demo/world.js';
import { demoPeople } from './demo-people.js';
import { developmentAudience, developmentIssuer } from './open-embedded.js';
import { standaloneConfig } from './settings.js';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** The development issuer whose key the gateway publishes: that of the one-process form, or that of the stack. */
const issuerBehind = async (url: string, folders: readonly string[]): Promise<DevelopmentIssuer> => {
  const response = await fetch(`${url}/.well-known/jwks.json`);
  const published = response.ok ? ((await response.json()) as { readonly keys: readonly { readonly kid?: string }[] }).keys : [];
  for (const directory of folders.filter((folder) => existsSync(join(folder, 'issuer-key.pem')))) {
    const issuer = await createDevelopmentIssuer({
      directory,
      issuer: developmentIssuer,
      audience: developmentAudience,
      clock: systemClock,
    });
    if (published.some(({ kid }) => kid === issuer.jwks.keys[0]?.kid)) return issuer;
  }
  throw new Error(`${url} takes tokens of none of ${folders.join(', ')}: name its issuer's folder with --secrets`);
};

/** What can be played, by name; the first where none is named. */
const stories = { appeal: playAppeal, complaint: playComplaint } as const;
type Story = keyof typeof stories;
const isStory = (name: string): name is Story => Object.hasOwn(stories, name);

const usage = `usage: npm run demo -- [--story ${Object.keys(stories).join('|')}] [--url http://127.0.0.1:4000] [--secrets <folder>]

Plays one appeal, or a complaint that the accused never learn of, from submission to closing against a gateway that
runs, with tokens of its development issuer, whose key lies in the folder of the secrets.
`;

const run = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      story: { type: 'string', default: 'appeal' },
      url: { type: 'string' },
      secrets: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return say(usage.trimEnd());
  if (!isStory(values.story)) throw new Error(`there is no story "${values.story}", only ${Object.keys(stories).join(', ')}`);
  const settings = standaloneConfig.parse(process.env);
  const url = values.url ?? `http://${settings.host}:${settings.port}`;
  const data = resolve(settings.data);
  const folders =
    values.secrets === undefined ? [join(data, 'secrets'), join(data, 'stack', 'secrets')] : [resolve(values.secrets)];
  const issuer = await issuerBehind(url, folders);
  const world = createHttpWorld({
    url,
    token: ({ sub, kind }) => issuer.issue({ sub, kind, ttlSeconds: 3_600 }),
    patience: 10_000,
  });
  say(`大起底 demo against ${url}\n`);
  let number = 0;
  const appealId = await stories[values.story](world, {
    run: `demo-${systemRandomness.bytes(6).toString('hex')}`,
    narrate: ({ who, en, zh, stage }) => say(`${String(++number).padStart(2)}. [${stage}] ${who.sub} · ${zh} · ${en}`),
  });
  const period = new Date(systemClock.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  const { appeal } = await world.ask(cast.petitioner, WholeAppealDocument, { id: appealId, period });
  say(`\n${appeal?.unifiedCode} as the petitioner sees it · 诉求人看到的进度`);
  for (const { at, textZh, textEn } of appeal?.timeline ?? []) say(`  ${at}  ${textZh} ${textEn}`);
  const sees = async (person: Person): Promise<boolean> =>
    (await world.ask(person, VersionsDocument, { id: appealId })).appeal !== null;
  say('\nWho can see it · 知悉范围');
  for (const person of demoPeople) say(`  ${(await sees(person)) ? '✓' : '—'} ${person.role} ${person.sub}`);
  const { unitRates } = await world.ask(cast.performanceOfficer, ListRatesDocument, { period, first: 5 });
  say(`\nClosure this month · 本月办结率`);
  for (const { node } of unitRates.edges) say(`  ${node.unit.name}  ${node.closure.numerator}/${node.closure.denominator}`);
  const wrong = await world.ask({ sub: 'anybody', kind: 'ANONYMOUS' }, TimelineByCodeDocument, {
    unifiedCode: appeal?.unifiedCode ?? '',
    queryCode: '0000-0000-0000-0000',
  });
  say(`\nSomebody with a wrong query code sees: ${JSON.stringify(wrong.timelineByCode)}`);
};

run().catch((error: unknown) => {
  const unreachable = error instanceof TypeError && error.message === 'fetch failed';
  process.stderr.write(
    `demo: ${unreachable ? 'no gateway answers there; run npm start or npm run stack first, or give --url' : error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
