// Promise: with the command line alone an operator sets the platform up, sees what lags, waits or is set aside, opens such a stream
// again in its order, brings a lost topic back, and learns whether what is stored is sound.
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { monthInShanghai } from '@daqidi/calendar';
import { type EventEnvelope, emptyStream, sealEvents, topicOf, toRecord } from '@daqidi/events';
import { freePorts } from '@daqidi/local';
import { systemClock } from '@daqidi/runtime';
import { createEventSchemas } from '@daqidi/schemas';
import { createEventCodec } from '@daqidi/service';
import { invariant } from '@daqidi/testing';
import { askKafka } from '../../distributed/test/contract/groups.js';
import { runOps, runOpsWell } from '../../distributed/test/contract/processes.js';
import { openPlatform, until } from './support/platform.js';

const platform = await openPlatform();
const { ops, stack, mark, bus, connectionOf } = platform;
afterAll(platform.close);

const topic = topicOf('assignment');
const secrets = {
  DAQIDI_MASTER_KEY_FILE: join(platform.directory, 'secrets', 'master-key'),
  DAQIDI_LOOKUP_SECRET_FILE: join(platform.directory, 'secrets', 'lookup-secret'),
};
const json = async <Answer>(...args: readonly string[]): Promise<Answer> => {
  const { stdout } = await runOps(ops, ...args, '--json');
  expect(stdout, 'one line').toMatch(/^[^\n]+\n$/);
  return JSON.parse(stdout) as Answer;
};

interface Letter {
  readonly service: string;
  readonly stream: string;
  readonly reason: string;
  readonly id: string;
}

const setAsideIn = async (service: string): Promise<readonly string[]> =>
  (await json<readonly Letter[]>('dead-letters'))
    .filter((each) => each.service === service)
    .map(({ stream, reason }) => `${stream} ${reason}`)
    .toSorted();
/** What assignment says of a case has come to scoring; triage says something of it before. */
const opened = { 'score.opened': { $ne: null } };
const scored = async (appealId: string): Promise<boolean> =>
  (await connectionOf('scoring')
    .collection<{ _id: string }>('scores')
    .findOne({ _id: appealId, ...opened })) !== null;
const lagOf = async (service: string): Promise<number> => {
  const rows = await json<readonly { service: string; topics: readonly { lag: number }[] }[]>('lag');
  return rows
    .filter((row) => row.service === service)
    .flatMap(({ topics }) => topics)
    .reduce((sum, { lag }) => sum + lag, 0);
};
/** Nothing is wrong but the dead letters, which the check names too. */
const sound = async (): Promise<void> => {
  const deadLetters = (await json<readonly Letter[]>('dead-letters')).map(
    ({ service, stream }) => `DEAD_LETTER ${service}:${stream}`,
  );
  const expected = [...new Set(deadLetters)].toSorted();
  await until('nothing else is found wrong', async () => {
    const found = await json<readonly { readonly problem: string; readonly about: string }[]>('check');
    return isDeepStrictEqual(found.map(({ problem, about }) => `${problem} ${about}`).toSorted(), expected);
  });
};

const entryStream = (appealId: string): string => `assignment:entry:${appealId}`;
const [first, second] = [{ id: '' }, { id: '' }];

test('setup a second time finds everything there', async () => {
  const printed = await runOpsWell(ops, 'setup');
  expect(printed.match(/: there already$/gm)?.length).toBe(6);
  expect(printed.match(/: 0 indexes created$/gm)?.length).toBe(5);
  expect(printed).toMatch(/^the directory of Bazhou District is there$/m);
});

test('a quiet platform: nothing lags, waits, is set aside or wrong', async () => {
  first.id = await platform.submit();
  await platform.assess(first.id);
  second.id = await platform.submit();
  await until('the case is scored', () => scored(first.id));
  await Promise.all([
    until('nothing lags', async () => /^scoring ← daqidi\.assignment\.v1: 0$/m.test(await runOpsWell(ops, 'lag'))),
    until('nothing waits', async () => (await runOpsWell(ops, 'outbox')).match(/: nothing waits$/gm)?.length === 5),
  ]);
  expect(await runOpsWell(ops, 'dead-letters')).toBe('there are no dead letters\n');
  await until('nothing is wrong', async () => (await runOps(ops, 'check')).stdout === 'nothing was found wrong\n');
  const proof = await runOpsWell(ops, 'prove-clocks', '--month', monthInShanghai(systemClock.now()));
  expect(proof).toMatch(/^\d{4}-\d\d: [1-9]\d* due dates recomputed, 0 differ\n$/);
});

test('lag: what a listener that is away has not taken is counted', async () => {
  const scoring = stack.processes.find(({ name }) => name === 'scoring');
  await scoring?.stop();
  const away = await platform.submit();
  await platform.assess(away);
  await until('it lags', async () => (await lagOf('scoring')) > 0);
  expect(await runOpsWell(ops, 'lag')).toMatch(/^scoring ← daqidi\.assignment\.v1: [1-9]\d*$/m);
  await scoring?.start();
  await until('it has caught up', async () => (await scored(away)) && (await lagOf('scoring')) === 0);
});

test('outbox: what waits to be published is told, with how long it has', async () => {
  const intake = stack.processes.find(({ name }) => name === 'intake');
  await intake?.stop();
  const since = new Date(Date.now() - 90_000);
  // As a crash between publishing and clearing leaves it.
  const events = connectionOf('intake').collection<{ stream: string; event: EventEnvelope }>('events');
  const all = (await events.find({ stream: `intake:appeal:${first.id}` }).toArray()).map(({ event }) => event);
  const outbox = all.toSorted((a, b) => b.seq - a.seq).slice(0, 1);
  const appeals = connectionOf('intake').collection<{ _id: string }>('appeal');
  expect((await appeals.updateOne({ _id: first.id }, { $set: { pendingAt: since, outbox } })).modifiedCount).toBe(1);
  const [, seconds] = new RegExp(`^intake: the oldest event has waited (\\d+) s, since ${since.toISOString()}$`, 'm').exec(
    await runOpsWell(ops, 'outbox'),
  ) ?? [null, '0'];
  expect(Number(seconds), `${seconds} s`).toBeGreaterThanOrEqual(90);
  await intake?.start();
  await intake?.ready();
  await until('nothing waits any more', async () => /^intake: nothing waits$/m.test(await runOpsWell(ops, 'outbox')));
});

test('a broker that is away is waited for as long as the operator is patient', async () => {
  const environment = { ...ops, KAFKA_BROKERS: `127.0.0.1:${(await freePorts(1))[0]}`, DAQIDI_OPS_PATIENCE: '6000' };
  const late = `Kafka did not answer within 6000 ms: waited last for Kafka \\(.*ECONNREFUSED.*\\); KAFKA_BROKERS names ${environment.KAFKA_BROKERS}`;
  const givesUp = async (line: string, ...args: readonly string[]): Promise<void> => {
    const began = performance.now();
    const { code, stderr } = await runOps({ ...environment, ...secrets }, ...args);
    const took = performance.now() - began;
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n').at(-1) ?? '').toMatch(new RegExp(line));
    // That it gives up at all, however busy the machine is, is what ending shows.
    expect(took, `${args[0]} took ${took} ms`).toBeGreaterThan(6_000);
  };
  await Promise.all([
    givesUp(`^daqidi ops: ${late}$`, 'lag'),
    givesUp(`^daqidi ops: ${topic}: 0 events were published again, perhaps some more; then: ${late}$`, 'refill', topic),
    givesUp(`^daqidi ops: ${late}$`, 'redrive', 'scoring', 's'),
  ]);
});

/** What the topic holds of a stream. */
const eventsOn = async (stream: string): Promise<readonly EventEnvelope[]> => {
  const { decode } = createEventCodec(createEventSchemas());
  const found: EventEnvelope[] = [];
  const replay = await bus.replay({
    topics: [topic],
    onRecord: (record) => {
      if (record.headers.ce_stream === stream) found.push(decode(record));
    },
  });
  await replay.caughtUp;
  await replay.stop();
  return found;
};

test('what cannot be applied is set aside with its reason, its stream behind it, and others go on', async () => {
  const [opened, assigned] = (await eventsOn(entryStream(first.id))).filter(({ type }) =>
    /^Entry(?:Opened|Assigned)$/.test(type),
  );
  invariant(opened && assigned);
  const forge = (event: EventEnvelope, stream: string, v: number) =>
    sealEvents({
      service: 'assignment',
      stream,
      key: event.key,
      after: event.prev === null ? emptyStream : { seq: event.seq - 1, hash: event.prev, time: event.time },
      events: [{ type: event.type, v, data: event.data }],
      actor: event.actor,
      now: Date.parse(event.time),
      correlationId: 'forged',
    }).map(toRecord);
  const type = `daqidi.assignment.${opened.type}.v1`;
  await bus.publish(topic, [
    { key: second.id, value: '{', headers: { ce_type: type, ce_stream: entryStream(second.id) } },
    ...forge(opened, entryStream('newer'), 99),
    // The number that was applied last, once more and otherwise.
    ...forge(assigned, entryStream(first.id), assigned.v),
  ]);
  const poisoned = [
    `${entryStream(first.id)} FORK`,
    `${entryStream(second.id)} MALFORMED`,
    `${entryStream('newer')} UNKNOWN_VERSION`,
  ].toSorted();
  await until('all are set aside', async () => (await setAsideIn('scoring')).length === 3);
  expect(await setAsideIn('scoring')).toStrictEqual(poisoned);

  const { code, stdout } = await runOps(ops, 'dead-letters');
  expect(code).toBe(1);
  expect(stdout).toMatch(new RegExp(`^scoring ${entryStream(second.id)} \\S+/\\d/\\d+ \\S+Z MALFORMED: MalformedEvent: `, 'm'));
  const url = stack.processes.find(({ name }) => name === 'scoring')?.url;
  const checked = await runOps(ops, 'check');
  expect(checked.code).toBe(1);
  expect(checked.stdout).toMatch(
    new RegExp(`^DEAD_LETTER scoring:${entryStream(second.id)}: 1 events, the first one as MALFORMED$`, 'm'),
  );
  const metrics = await (await fetch(`${url}/metrics`)).text();
  for (const reason of ['FORK', 'MALFORMED', 'UNKNOWN_VERSION'])
    expect(metrics).toMatch(new RegExp(`^daqidi_consumer_dead_letters\\{group="scoring",reason="${reason}"\\} 1$`, 'm'));

  const third = await platform.submit();
  await platform.assess(third);
  await until('another case is scored', () => scored(third));
  await platform.assess(second.id);
  await until(
    'what follows is set aside behind',
    async () =>
      (await setAsideIn('scoring')).filter((each) => each === `${entryStream(second.id)} BEHIND_DEAD_LETTER`).length >= 2,
  );
  expect(await scored(second.id)).toBe(false);
});

test('redrive: in vain while the cause is there, in order once it is mended', async () => {
  const redrive = (service: string) => runOps({ ...ops, ...secrets }, 'redrive', service, entryStream(second.id));
  const deadLetters = (await json<readonly Letter[]>('dead-letters')).filter(({ stream }) => stream === entryStream(second.id));
  const held = deadLetters.filter(({ service }) => service === 'scoring').length;
  const vain = await redrive('scoring');
  expect(vain.code).toBe(1);
  expect(vain.stdout).toBe(`scoring ${entryStream(second.id)}: 0 applied, ${held} left\n`);
  // No build will ever read the forged record: whoever finds that out takes it away.
  for (const service of new Set(deadLetters.map((each) => each.service))) {
    const rows = connectionOf(service as 'scoring').collection('deadLetters');
    await rows.deleteMany({ stream: entryStream(second.id), reason: 'MALFORMED' });
    const mended = await redrive(service);
    expect(mended.code, mended.stdout + mended.stderr).toBe(0);
    expect(mended.stdout).toMatch(/: \d+ applied, 0 left$/m);
  }
  expect(await scored(second.id)).toBe(true);
  expect((await setAsideIn('scoring')).filter((each) => each.startsWith(entryStream(second.id)))).toStrictEqual([]);
  await sound();
});

test('refill: a topic is lost and created anew, and a new group makes its rows again', async () => {
  for (const each of stack.processes) await each.stop();
  const there = `${mark}.${topic}`;
  await askKafka(platform.places.KAFKA_BROKERS, async (admin) => {
    await admin.deleteGroups([`${mark}.scoring`]);
    await admin.deleteTopics({ topics: [there] });
    await until('the topic is gone', async () => (await admin.fetchTopicMetadata()).topics.every(({ name }) => name !== there));
  });
  const before = await connectionOf('scoring').collection('scores').find().sort({ _id: 1 }).toArray();
  expect(before).toHaveLength(4);
  await connectionOf('scoring').dropDatabase();
  await runOpsWell(ops, 'create-indexes');
  expect(await runOpsWell(ops, 'create-topics')).toMatch(new RegExp(`^${topic}: created, 2 partitions$`, 'm'));
  const [, refilled] = /: (\d+) events published again\n$/.exec(await runOpsWell(ops, 'refill', topic)) ?? [];
  expect(Number(refilled)).toBeGreaterThanOrEqual(6);

  const scoring = stack.processes.find(({ name }) => name === 'scoring');
  await scoring?.start();
  await scoring?.ready();
  await until(
    'all rows are there',
    async () => (await connectionOf('scoring').collection('scores').countDocuments(opened)) === 4,
  );
  await sound();
  const facts = ({ rev: _rev, ...row }: Record<string, unknown>) => row;
  const after = await connectionOf('scoring').collection('scores').find().sort({ _id: 1 }).toArray();
  expect(after.map(facts)).toStrictEqual(before.map(facts));
});
