export { type EmbeddedMongo, openEmbeddedMongo } from './open-embedded-mongo.js';
export type { Filter, FindOptions } from './read-documents.js';
