export { createReferenceLoader, type ReferenceLoader } from './batch.js';
export type { BaseContext, Headers, VerifiesContext } from './context.js';
export { type ErrorScene, toFormattedError } from './errors.js';
export type { ErrorLog } from './log.js';
export { decodePosition, encodePosition, type Position } from './position.js';
export { type Connection, connectionOf, decodeCursor, encodeCursor, pageSize, type SortKey } from './relay.js';
export { checkRules } from './rules.js';
export { dateScalar, dateTimeScalar } from './scalars.js';
export { createSubgraph, type Subgraph, type SubgraphOptions, type SubgraphRequest, type SubgraphResult } from './subgraph.js';
