// Promise: what may pass is waited for, as long as the operator is patient; what else fails is final.
import { silentLogger, unavailable } from '@daqidi/runtime';
import { createOperator } from '../src/operator.js';
import { opsConfig } from '../src/settings.js';

const settings = opsConfig.parse({ KAFKA_BROKERS: 'kafka:9092', MONGODB_URI: 'mongodb://mongo', DAQIDI_OPS_PATIENCE: '1000' });
const away = () => Promise.reject(unavailable(new Error('Broker not connected')));

test('a broker that answers at last', async () => {
  const answers = [away, () => Promise.resolve('there')];
  expect(await createOperator(settings, silentLogger).whenKafka(() => (answers.shift() ?? away)())).toBe('there');
});

test('a broker that never answers', async () => {
  await expect(createOperator(settings, silentLogger).whenKafka(away)).rejects.toMatchObject({
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
  await expect(createOperator(settings, silentLogger).whenKafka(refuse)).rejects.toMatchObject({
    message: expect.stringMatching(/refuses/),
  });
  expect(asked).toBe(1);
});

test('a database that goes away in the midst and comes back; one that stays away', async () => {
  const answers = [away, () => Promise.resolve('there')];
  expect(await createOperator(settings, silentLogger).onDatabase(() => (answers.shift() ?? away)())).toBe('there');
  await expect(createOperator(settings, silentLogger).onDatabase(away)).rejects.toMatchObject({
    message:
      'MongoDB did not answer within 1000 ms: waited last for MongoDB (mongo: Broker not connected); MONGODB_URI names mongo',
  });
});
