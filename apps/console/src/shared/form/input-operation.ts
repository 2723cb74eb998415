import type { TypedOperation } from '@daqidi/schemas/operations';

/** A mutation of `{ input }`, as all are. */
export type InputOperation<Answer> = TypedOperation<Answer, { readonly input: never }>;
