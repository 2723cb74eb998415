export type { Handlers } from './apply-record.js';
export { type Consumer, type ConsumerOptions, createConsumer, type Redriven } from './consumer.js';
export { createEmbeddedBus, type EmbeddedBusOptions } from './embedded/embedded-bus.js';
export { ForkDetected } from './fork.js';
export type { ParkedRecord, ParkedStore } from './parked.js';
export type { Pauses } from './pause.js';
export { createPermutingBus, type PermutingBus, type Waiting } from './permuting-bus.js';
export type { Bus, BusRecord, ConsumeOptions, Consumption, DeliveredRecord, Replay, ReplayOptions } from './port.js';
