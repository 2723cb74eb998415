// Promise: a machine whose clock jumps, an hour back or a day forward, over and over, while people work and clocks run out: the
// times of a stream's events never run backwards, each timer rings once, and the operator's check finds nothing.

import type { EventEnvelope } from '@daqidi/events';
import type { Services } from '@daqidi/ops';
import { SubmitAppealDocument } from '@daqidi/schemas/operations';
import { cast, playAppeal } from '@daqidi/standalone';
import { useSeed } from '@daqidi/testing';
import { submissionOf } from './support/chaos/submitter.js';
import { judge } from './support/chaos/verdict.js';
import { openEmbeddedWorld } from './support/embedded-world.js';

const seed = useSeed();
const hour = 3_600_000;
const jumps = [-hour, 24 * hour];
const cases = 8;
const rounds = 60;

test(`a clock that jumps back and forth (SEED=${seed.text})`, async () => {
  const world = await openEmbeddedWorld({
    // Between any two requests the time may be another.
    settle: async ({ platform }) => {
      world.clock.advance(jumps[seed.below(8)] ?? 0);
      await platform.settled();
    },
  });
  const { services } = world.embedded.platform;
  try {
    await playAppeal(world, { run: 'jumping', narrate: () => undefined });
    for (let number = 0; number < cases; number += 1) {
      await world.ask(cast.petitioner, SubmitAppealDocument, submissionOf(`waiting-${number}`));
    }
    // Far enough for every clock of those that wait to run out, with the hands going back on the way.
    for (let round = 0; round < rounds; round += 1) {
      world.clock.advance(round % 3 === 2 ? -hour : 24 * hour);
      await world.embedded.platform.settled();
    }
    await world.embedded.platform.stop();
    const times = new Map<string, EventEnvelope>();
    for (const { store } of services) {
      for await (const page of store.archive.collection.pages()) {
        for (const { event } of page) times.set(event.id, event);
      }
    }
    for (const event of times.values()) {
      const before = times.get(`${event.stream}/${event.seq - 1}`);
      expect(before === undefined || before.time <= event.time, `${event.id} is not before ${before?.id}`).toBe(true);
      const cause = event.causationId === null ? undefined : times.get(event.causationId);
      expect(cause === undefined || cause.time <= event.time, `${event.id} is not before its cause`).toBe(true);
    }
    const found = await judge(Object.fromEntries(services.map((each) => [each.name, each])) as unknown as Services, []);
    expect([found.closed, found.ofType('AppealSubmitted')]).toStrictEqual([1, cases + 1]);
    const rung = [...times.values()].filter(({ type, service }) => type === 'ClockOverdue' && service === 'triage');
    expect(new Set(rung.map(({ stream }) => stream)).size, 'no clock rang twice').toBe(rung.length);
    expect(rung.length, 'every clock of those that wait ran out').toBeGreaterThanOrEqual(cases);
  } finally {
    await world.stop();
  }
}, 120_000);
