// An entry of its own, which imports nothing of node: browsers take it along.
export * from './generated/operations.js';
export type { NamedOperation, TypedOperation } from './typed-operation.js';
