import { join } from 'node:path';
import {
  ListCasesDocument,
  ListOrdersDocument,
  ListPublicationsDocument,
  ReadComplaintDocument,
  WholeAppealDocument,
} from '@daqidi/schemas/operations';
import {
  type AccusedOffice,
  accusedOffices,
  cast,
  codeSentTo,
  complaintCast,
  type Person,
  playAccusedOffice,
  playAnonymous,
  playComplaint,
  playConsultation,
  playFollowing,
  playGroup,
  playNotSolved,
  playObjection,
  playPressure,
  playPrivateParty,
  playRepeat,
  playResolution,
  playSplit,
  playSuggestion,
  playWithdrawal,
} from '@daqidi/standalone';
import type { EmbeddedWorld } from './embedded-world.js';
import { type FinalGraph, playScenario, seen } from './scenario.js';
import { complaintRaces } from './told-complaints.js';
import { playContest, playCrossedLinks, playNotAdopted, playRace, quiet } from './told-races.js';

const period = '2026-03';

/** Both sides of a secret, and whoever else has to do with these cases. */
const readers: Readonly<Record<string, Person>> = {
  petitioner: cast.petitioner,
  villageReviewer: cast.villageReviewer,
  handler: cast.handler,
  clerk: cast.clerk,
  investigator: complaintCast.handler,
  lettersInspector: complaintCast.lettersInspector,
  inspector: cast.inspector,
  secretary: { sub: 'leading-group.secretariat', kind: 'OFFICER' },
  cityOfficer: { sub: 'city-office.officer', kind: 'OFFICER' },
};

const graphOf = async (world: EmbeddedWorld, ids: readonly string[]): Promise<FinalGraph> => {
  const graph: Record<string, unknown> = {};
  for (const [name, person] of Object.entries(readers)) {
    const cases: unknown[] = [];
    for (const id of ids)
      cases.push({
        whole: await seen(world.ask(person, WholeAppealDocument, { id, period })),
        complaint: await seen(world.ask(person, ReadComplaintDocument, { id })),
      });
    graph[name] = {
      cases,
      list: await seen(world.ask(person, ListCasesDocument, { first: 20 })),
      orders: await seen(world.ask(person, ListOrdersDocument, { first: 20 })),
    };
  }
  graph.published = await seen(world.ask({ sub: 'anybody', kind: 'ANONYMOUS' }, ListPublicationsDocument, { first: 20 }));
  return graph;
};

const offices = Object.keys(accusedOffices) as AccusedOffice[];

/** By name: plays it and answers the ids of its cases. */
const stories: Readonly<Record<string, (world: EmbeddedWorld) => Promise<readonly string[]>>> = {
  complaint: async (world) => [await playComplaint(world, quiet('complaint'))],
  ...Object.fromEntries(
    offices.map((office) => [
      `accused-${office}`,
      async (world: EmbeddedWorld) => [await playAccusedOffice(world, quiet(office), office)],
    ]),
  ),
  'private-party': async (world) => [await playPrivateParty(world, quiet('private-party'))],
  pressure: async (world) => [await playPressure(world, quiet('pressure'))],
  split: async (world) => {
    const { complaintId, ordinaryId } = await playSplit(world, quiet('split'));
    return [complaintId, ordinaryId];
  },
  contest: async (world) => [await playContest(world, 'contest', true)],
  'contest-lost': async (world) => [await playContest(world, 'contest-lost', false)],
  withdrawal: async (world) => [await playWithdrawal(world, quiet('withdrawal'))],
  objection: async (world) => [await playObjection(world, quiet('objection'))],
  'second-round': (world) => playNotSolved(world, { ...quiet('second-round'), tooLateAt: '2026-05-06T02:00:00.000Z' }),
  group: async (world) => {
    const notices = join(world.directory, 'notices');
    return playGroup(world, { ...quiet('group'), codeTo: (sent) => codeSentTo(notices, sent) });
  },
  following: (world) => playFollowing(world, quiet('following')),
  publication: async (world) => [await playResolution(world, quiet('publication'))],
  suggestion: (world) => playSuggestion(world, quiet('suggestion')),
  'not-adopted': async (world) => [await playNotAdopted(world, 'not-adopted')],
  'withdrawn-before-closing': async (world) => [await playRace(world, 'before-closing', 'WITHDRAWAL')],
  'withdrawn-too-late': async (world) => [await playRace(world, 'too-late', 'CLOSING')],
  'crossed-links': (world) => playCrossedLinks(world, 'crossed-links'),
  consultation: async (world) => {
    const { closedId, refusedId } = await playConsultation(world, quiet('consultation'));
    return [closedId, refusedId];
  },
  anonymous: async (world) => [await playAnonymous(world, quiet('anonymous'))],
  repeat: (world) => playRepeat(world, quiet('repeat')),
  ...Object.fromEntries(
    Object.entries(complaintRaces).map(([name, play]) => [name, async (world: EmbeddedWorld) => [await play(world, name)]]),
  ),
};

/** What can be played from an empty store; in whichever order of delivery, each ends in one graph. */
export const toldStories: readonly { readonly name: string; readonly play: (world: EmbeddedWorld) => Promise<FinalGraph> }[] = [
  { name: 'scenario', play: playScenario },
  ...Object.entries(stories).map(([name, play]) => ({
    name,
    play: async (world: EmbeddedWorld) => graphOf(world, await play(world)),
  })),
];
