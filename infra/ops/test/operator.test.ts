// Promise: a broker that takes connections and never answers is waited for like one that is away; what else fails is final.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentLogger } from '@daqidi/runtime';
import { createOperator } from '../src/operator.js';
import { opsConfig } from '../src/settings.js';

const settings = opsConfig.parse({ KAFKA_BROKERS: 'kafka:9092', MONGODB_URI: 'mongodb://mongo', DAQIDI_OPS_PATIENCE: '1000' });
/** How the library fails once its first question to such a broker has run out of time. */
const mute = () => Promise.reject(new Error('Broker not connected'));

test('a mute broker that answers at last', async () => {
  const answers = [mute, () => Promise.resolve('there')];
  assert.equal(await createOperator(settings, silentLogger).whenKafka(() => (answers.shift() ?? mute)()), 'there');
});

test('a mute broker that never answers', async () => {
  await assert.rejects(createOperator(settings, silentLogger).whenKafka(mute), {
    message:
      'Kafka did not answer within 1000 ms: waited last for Kafka (kafka:9092: Broker not connected); KAFKA_BROKERS names kafka:9092',
  });
});

test('what else fails is not tried again', async () => {
  let asked = 0;
  const refuse = (): Promise<never> => {
    asked += 1;
    return Promise.reject(new Error('Kafka refuses the user name or the password'));
  };
  await assert.rejects(createOperator(settings, silentLogger).whenKafka(refuse), { message: /refuses/ });
  assert.equal(asked, 1);
});
