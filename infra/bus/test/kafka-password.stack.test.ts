// A bus may start before its broker; with a user name and password it is let in, with a wrong one it says so in one line.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, startKafka } from '@daqidi/local';
import { createKafkaBus, createTopics, type KafkaBusOptions } from '../src/index.js';
import { collector, record } from './contract/bus-support.js';
import { optionsFor } from './support/kafka-harness.js';
import { until, within } from './support/until.js';

const login = 'org.apache.kafka.common.security.plain.PlainLoginModule required';
const properties = {
  'listener.security.protocol.map': 'PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT',
  'sasl.enabled.mechanisms': 'PLAIN',
  'sasl.mechanism.inter.broker.protocol': 'PLAIN',
  'listener.name.plaintext.plain.sasl.jaas.config': `${login} username="daqidi" password="right" user_daqidi="right";`,
};
const topic = 'daqidi.password.v1';

test('waiting for the broker, with the right password and with a wrong one', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-kafka-'));
  const [port = 0, controllerPort = 0] = await freePorts(2);
  const ports = [port, controllerPort] as const;
  const as = (password: string): KafkaBusOptions => ({
    ...optionsFor([`127.0.0.1:${ports[0]}`]),
    sasl: { mechanism: 'plain', username: 'daqidi', password },
  });
  const bus = await createKafkaBus(as('right'));
  const stranger = await createKafkaBus(as('wrong'));
  const abandoned = await createKafkaBus(as('right'));
  const collected = collector();
  const consuming = bus.consume({ group: 'g', topics: [topic], onRecord: collected.onRecord });
  const waiting = expect(
    abandoned.consume({ group: 'g', topics: [topic], onRecord: async () => undefined }),
  ).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await within('the close of a bus that waits', abandoned.close());
  await waiting;

  const kafka = await startKafka({ directory, ports, properties });
  try {
    await createTopics({ ...as('right'), topics: [topic] });
    await within('the broker', consuming, 20_000);
    await bus.publish(topic, [record('a', 1)]);
    await until('it arrived', () => collected.seen.length === 1);
    const refusal = /refuses the user name or the password/;
    await expect(stranger.publish(topic, [record('a', 2)])).rejects.toThrow(refusal);
    await expect(stranger.consume({ group: 'g', topics: [topic], onRecord: async () => undefined })).rejects.toThrow(refusal);
    await expect(createTopics({ ...as('wrong'), topics: [topic] })).rejects.toThrow(refusal);
  } finally {
    await Promise.all([bus.close(), stranger.close()]);
    await kafka.stop();
    await rm(directory, { recursive: true, force: true });
  }
}, 120_000);
