// On Apache Kafka, too, the bus keeps every promise of the port, and the consumer every one of its own.
import { createConsumer } from '../src/index.js';
import { busContract } from './contract/bus-contract.js';
import { consumerContract } from './contract/consumer-contract.js';
import { makeKafkaBus, useBroker } from './support/kafka-harness.js';

let broker: Awaited<ReturnType<typeof useBroker>> | null = null;
beforeAll(async () => {
  broker = await useBroker();
});
afterAll(() => broker?.stop());

const makeBus = makeKafkaBus(() => broker?.brokers ?? []);
busContract('kafka', makeBus);
consumerContract('consumer on kafka', { makeBus, createConsumer });
