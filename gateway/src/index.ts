export { type GatewayContext, subgraphHeaders } from './context.js';
export { createGateway, type Gateway, type GatewayOptions, type Operation, type OperationResult } from './gateway.js';
export { createHttpDataSource, type HttpDataSource, type HttpDataSourceOptions } from './http-data-source.js';
export { createInProcessDataSource } from './in-process-data-source.js';
export type { ClientTls } from './instances.js';
export type { Language } from './language.js';
export { defaultLimits, type Limits } from './limits.js';
export { type Measurable, type Measured, measure } from './measure.js';
