export { canonicalJson } from './canonical-json.js';
export { type Actor, type EventEnvelope, type NewEvent, type RequestMark, streamOf } from './envelope.js';
export { MalformedEvent, UnknownEventVersion } from './errors.js';
export { hashEvent, hashMatches, type Unhashed } from './hash.js';
export { type EventRecord, fromRecord, streamOfRecord, toRecord, typeOfRecord } from './record.js';
export { type Cause, emptyStream, type SealInput, type StreamHead, sealEvents } from './seal-events.js';
export { directoryTopic, topicOf } from './topics.js';
export { type ChainBreak, verifyChain } from './verify-chain.js';
