export {
  type ComposeFile,
  type ComposeOptions,
  type ComposeProcess,
  composeProcesses,
  interpolate,
  parseCompose,
  variablesIn,
} from './compose.js';
export { databaseProgram } from './database-program.js';
export { freePorts } from './free-port.js';
export { type Kafka, type KafkaOptions, startKafka } from './kafka.js';
export { type Mongo, type MongoOptions, startMongo } from './mongo.js';
export { type ServerProgram, type ServerProgramOptions, startServerProgram } from './server-program.js';
export { mountSmallDisk } from './small-disk.js';
export { type Stack, type StackOptions, startStack } from './stack.js';
export type { StackProcessName, StackServiceName } from './stack-environment.js';
export type { StackProcess } from './stack-processes.js';
export type { StackServer, StartDatabase } from './stack-servers.js';
