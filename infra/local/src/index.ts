export { type Kafka, type KafkaOptions, startKafka } from './kafka.js';
export { type Mongo, type MongoOptions, startMongo } from './mongo.js';
export { type ServerProgram, type ServerProgramOptions, startServerProgram } from './server-program.js';
