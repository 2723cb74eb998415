// Every event takes effect once and in order in the service that listens, and what cannot is set aside without blocking others.
import { createConsumer } from '../src/index.js';
import { consumerContract } from './contract/consumer-contract.js';
import { makeEmbeddedBus } from './support/embedded-harness.js';

consumerContract('consumer on the embedded bus', { makeBus: makeEmbeddedBus, createConsumer });
