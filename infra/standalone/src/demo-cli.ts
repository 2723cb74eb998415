import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bazhouSeed, readDistrict } from '@daqidi/assignment';
import { systemClock, systemRandomness } from '@daqidi/runtime';
import { ListRatesDocument, TimelineByCodeDocument, VersionsDocument, WholeAppealDocument } from '@daqidi/schemas/operations';
import { troupeOf, usualTroupe } from './demo/cast.js';
import { createHttpWorld } from './demo/http-world.js';
import { codeSentTo } from './demo/notices.js';
import { type AccusedOffice, accusedOffices, playAccusedOffice } from './demo/play-accused-office.js';
import { playAnonymous } from './demo/play-anonymous.js';
import { type Play, playAppeal } from './demo/play-appeal.js';
import { playComplaint } from './demo/play-complaint.js';
import { playConsultation } from './demo/play-consultation.js';
import { playFollowing } from './demo/play-following.js';
import { playGroup } from './demo/play-group.js';
import { playNotSolved } from './demo/play-not-solved.js';
import { playObjection } from './demo/play-objection.js';
import { playPressure } from './demo/play-pressure.js';
import { playPrivateParty } from './demo/play-private-party.js';
import { playRepeat } from './demo/play-repeat.js';
import { playResolution } from './demo/play-resolution.js';
import { playSplit } from './demo/play-split.js';
import { playSuggestion } from './demo/play-suggestion.js';
import { playWithdrawal } from './demo/play-withdrawal.js';
import type { Person, World } from './demo/world.js';
import { peopleOf } from './demo-people.js';
import { reachDevelopment, whyNot } from './development-access.js';
import { standaloneConfig } from './settings.js';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** A play, and where notices to petitioners are put, where that is known. */
interface Staging extends Play {
  readonly notices: string | null;
}

const needed = (notices: string | null): string => {
  if (notices !== null) return notices;
  throw new Error('this story needs the query codes that are sent to telephones: play it where the platform runs');
};

/** What can be played, by name; the first where none is named. */
const stories = {
  appeal: async (world, play) => [await playAppeal(world, play)],
  resolution: async (world, play) => [await playResolution(world, play)],
  suggestion: playSuggestion,
  complaint: async (world, play) => [await playComplaint(world, play)],
  consultation: async (world, play) => {
    const { closedId, refusedId } = await playConsultation(world, play);
    return [closedId, refusedId];
  },
  offices: async (world, play) => {
    const ids: string[] = [];
    for (const office of Object.keys(accusedOffices) as AccusedOffice[])
      ids.push(await playAccusedOffice(world, { ...play, run: `${play.run}-${office}` }, office));
    return ids;
  },
  'private-party': async (world, play) => [await playPrivateParty(world, play)],
  pressure: async (world, play) => [await playPressure(world, play)],
  split: async (world, play) => {
    const { complaintId, ordinaryId } = await playSplit(world, play);
    return [complaintId, ordinaryId];
  },
  group: (world, { notices, ...play }) => playGroup(world, { ...play, codeTo: (sent) => codeSentTo(needed(notices), sent) }),
  'not-solved': playNotSolved,
  anonymous: async (world, play) => [await playAnonymous(world, play)],
  repeat: playRepeat,
  following: playFollowing,
  withdrawal: async (world, play) => [await playWithdrawal(world, play)],
  objection: async (world, play) => [await playObjection(world, play)],
} satisfies Readonly<Record<string, (world: World, play: Staging) => Promise<readonly string[]>>>;
type Story = keyof typeof stories;
const isStory = (name: string): name is Story => Object.hasOwn(stories, name);
/** Every story, one after the other. */
const all = 'all';

const usage = `usage: npm run demo -- [--story ${Object.keys(stories).join('|')}|${all}] [--url http://127.0.0.1:4000] [--secrets <folder>] [--district <folder or file>]

Plays one appeal, one with a plan that is changed and a result that is published, two suggestions answered together, two questions that are answered at a desk, a complaint that the accused never learn of, three about the offices that would look after it, one about a property company, one that is withdrawn under
pressure, an appeal that is split, a group that splits 3 : 2 and one that ties, one that was not solved, one without an account, a repeat, two that follow a third, one that is withdrawn, one that two units object to and that takes longer, or all of them, against a gateway that runs, with tokens of its development issuer. What is left out is found where one platform of npm start runs on this machine; the key of the issuer lies in the folder of the secrets.
`;

const run = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      story: { type: 'string', default: 'appeal' },
      url: { type: 'string' },
      secrets: { type: 'string' },
      district: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return say(usage.trimEnd());
  const told = values.story === all ? (Object.keys(stories) as Story[]) : [values.story].filter(isStory);
  if (told.length === 0) throw new Error(`there is no story "${values.story}", only ${Object.keys(stories).join(', ')}, ${all}`);
  const { url, issuer, district, data } = await reachDevelopment(values, standaloneConfig.parse(process.env));
  const files = values.district ?? district;
  const anywhere = ['appeal', 'resolution', 'suggestion', 'not-solved', 'anonymous', 'repeat', 'following', 'withdrawal'];
  if (files !== null && !told.every((story) => anywhere.includes(story)))
    throw new Error('this story is played in the demonstration district only');
  const seed = files === null ? bazhouSeed() : readDistrict(files);
  const troupe = files === null ? usualTroupe : troupeOf(seed);
  const { cast } = troupe;
  const world = createHttpWorld({
    url,
    token: ({ sub, kind }) => issuer.issue({ sub, kind, ttlSeconds: 3_600 }),
    patience: 10_000,
  });
  say(`大起底 demo against ${url}\n`);
  let number = 0;
  const played: string[] = [];
  for (const story of told) {
    if (told.length > 1) say(`\n— ${story}`);
    const ids = await stories[story](world, {
      troupe,
      run: `demo-${systemRandomness.bytes(6).toString('hex')}`,
      notices: data === null ? null : join(data, 'notices'),
      narrate: ({ who, en, zh, stage }) => say(`${String(++number).padStart(2)}. [${stage}] ${who.sub} · ${zh} · ${en}`),
    });
    played.push(...ids);
  }
  const period = new Date(systemClock.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  let unifiedCode = '';
  for (const id of played) {
    const { appeal } = await world.ask(cast.petitioner, WholeAppealDocument, { id, period });
    unifiedCode = appeal?.unifiedCode ?? unifiedCode;
    if (appeal !== null) say(`\n${unifiedCode} as the petitioner sees it · 诉求人看到的进度`);
    for (const { at, textZh, textEn } of appeal?.timeline ?? []) say(`  ${at}  ${textZh} ${textEn}`);
    const sees = async (person: Person): Promise<boolean> => (await world.ask(person, VersionsDocument, { id })).appeal !== null;
    say('\nWho can see it · 知悉范围');
    for (const person of peopleOf(seed)) say(`  ${(await sees(person)) ? '✓' : '—'} ${person.role} ${person.sub}`);
  }
  const { unitRates } = await world.ask(cast.performanceOfficer, ListRatesDocument, { period, first: 5 });
  say(`\nClosure this month · 本月办结率`);
  for (const { node } of unitRates.edges) say(`  ${node.unit.name}  ${node.closure.numerator}/${node.closure.denominator}`);
  const wrong = await world.ask({ sub: 'anybody', kind: 'ANONYMOUS' }, TimelineByCodeDocument, {
    unifiedCode,
    queryCode: '0000-0000-0000-0000',
  });
  say(`\nSomebody with a wrong query code sees: ${JSON.stringify(wrong.timelineByCode)}`);
};

run().catch((error: unknown) => {
  process.stderr.write(`demo: ${whyNot(error)}\n`);
  process.exitCode = 1;
});
