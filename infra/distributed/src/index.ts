export { type ProbedCollection, probeCompareAndSet } from './compare-and-set.js';
export { connectOptions, createDatabase, type Database } from './database.js';
export { kafkaConnection, openKafkaBus } from './kafka.js';
export { type OpenedService, openService, type Surroundings } from './open-service.js';
export { type RunningService, type RunServiceOptions, runService } from './run-service.js';
export { kafkaSettings, mongoSettings, secretSettings, serviceSettings } from './settings.js';
