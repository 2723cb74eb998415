// Promise: with every service a process of its own on Kafka and MongoDB, each may die at any of its named fault points while
// people work through the gateway: started again, nothing acknowledged is lost or doubled, and the operator's check finds
// nothing. Who dies, and after how often, is drawn. Needs KAFKA_BROKERS and MONGODB_URI, and fails without them.
import type { ServiceName } from '@daqidi/schemas';
import { SubmitAppealDocument, VersionsDocument } from '@daqidi/schemas/operations';
import { cast, playAppeal, type World } from '@daqidi/standalone';
import { drawShare, useSeed } from '@daqidi/testing';
import { type ChaosStack, openChaosStack } from './support/chaos/chaos-stack.js';
import { faultSetting } from './support/chaos/death.js';
import { type Accepted, createStubbornClient } from './support/chaos/stubborn-client.js';
import { submissionOf } from './support/chaos/submitter.js';
import { judge } from './support/chaos/verdict.js';
import { useServers } from './support/servers.js';

const seed = useSeed();
const lives = 3;
const rounds = 4;
const waitingCases = 8;
const days = 86_400_000;
const timeout = 180_000;

/**
 * Who passes a point, and how often before it is the last time. How often three lives have it passed depends on how much a service
 * does in one go: where that was not often enough, three more begin.
 */
const points: Readonly<Record<string, Readonly<Partial<Record<ServiceName, number>>>>> = {
  'after-save-before-archive': { intake: 6, triage: 8, assignment: 12 },
  'after-archive-before-publish': { intake: 6, triage: 8, assignment: 12 },
  'after-publish-before-clear': { intake: 6, triage: 8, assignment: 12 },
  'after-effect-before-offset': { intake: 12, triage: 3, assignment: 6, scoring: 3 },
  'between-two-effects': { intake: 12, triage: 3, assignment: 6 },
  'mid-closing': { assignment: lives },
};

let stack: ChaosStack;
const accepted: Accepted[] = [];
let closed = 0;
beforeAll(async () => {
  stack = await openChaosStack(useServers());
});
afterAll(() => stack?.stop());

const connect = (): World => createStubbornClient(stack, seed, accepted);

type Death = readonly [name: string, proof: () => Promise<void>];

const atPoints = Object.entries(points).map(([point, passes]): Death => {
  const candidates = Object.entries(passes);
  const [name, bound] = candidates[seed.below(candidates.length)] as [ServiceName, number];
  const times = 1 + seed.below(bound);
  return [
    `${name} dies ${point}, time ${times}`,
    async () => {
      const client = connect();
      const member = stack.services[name];
      await member.stop();
      let died = false;
      const untilDead = async (): Promise<number> => {
        for (let round = 1; ; round += 1) {
          const run = (lane: number): string => `${point}-${round}-${lane}`;
          await Promise.all(
            Array.from({ length: lives }, (_, lane) => playAppeal(client, { run: run(lane), narrate: () => undefined })),
          );
          if (died || round === rounds) return round * lives;
        }
      };
      const working = untilDead();
      const unreached = working.then((lived) => {
        throw new Error(`${name} did not die at ${point}, time ${times}, in ${lived} lives`);
      });
      await Promise.race([member.startToDie({ point, setting: faultSetting({ point, times }) }), unreached]);
      died = true;
      await member.start();
      closed += await working;
      await stack.settled();
      const found = await stack.look((services) => judge(services, accepted));
      expect(found.closed, 'every life came to its end').toBe(closed);
    },
  ];
});

const midSweep: Death = [
  'triage dies mid-sweep, while the clocks of many cases ring',
  async () => {
    const client = connect();
    const rung = ['AppealSubmitted', 'ClockDueSoon', 'ClockOverdue', 'OrderIssued'];
    const counted = () =>
      stack.look(async (services) => {
        const { ofType } = await judge(services, accepted);
        return rung.map(ofType);
      });
    const before = await counted();
    for (let number = 0; number < waitingCases; number += 1) {
      const { id } = (await client.ask(cast.petitioner, SubmitAppealDocument, submissionOf(`ringing-${number}`))).submitAppeal
        .appeal;
      await client.until(async () => (await client.ask(cast.clerk, VersionsDocument, { id })).appeal?.triage != null);
    }
    await stack.settled();
    await stack.passTime(30 * days);
    // The first review's time is up for all of them: each rings twice.
    const point = 'mid-sweep';
    await stack.services.triage.startToDie({ point, setting: faultSetting({ point, times: 1 + seed.below(2 * waitingCases) }) });
    await stack.settled();
    const after = await counted();
    expect(
      after.map((count, index) => count - (before[index] ?? 0)),
      'each clock rang once, and raised one order',
    ).toStrictEqual(rung.map(() => waitingCases));
  },
];

for (const [name, proof] of drawShare([...atPoints, midSweep], seed.below)) test(`${name} (SEED=${seed.text})`, proof, timeout);
