import mongoose from 'mongoose';
import type { WriteError } from './procedures.js';

const { MongoServerError, MongoBulkWriteError } = mongoose.mongo;

/** Errors of the writer as the native driver throws them; others pass unchanged. */
export const asDriverError = (error: unknown): unknown => {
  if (!(error instanceof Error) || error.name !== 'MongoServerError') return error;
  const { name: _name, ...details } = error;
  return new MongoServerError({ ...details, errmsg: error.message });
};

export const duplicateKeyError = ({ code, errmsg, keyPattern, keyValue, index }: WriteError): Error =>
  new MongoServerError({ index, code, errmsg, keyPattern, keyValue });

/** What the driver's `insertMany` rejects with. */
export const bulkError = (
  errors: readonly WriteError[],
  documents: readonly Record<string, unknown>[],
  ordered: boolean,
): Error => {
  const [first] = errors;
  const failed = new Set(errors.map(({ index }) => index));
  const inserted = documents.flatMap(({ _id: id }, index) =>
    failed.has(index) || (ordered && index > (first?.index ?? 0)) ? [] : [[index, id] as const],
  );
  const writeErrors = errors.map(({ index, code, errmsg }) => {
    const err = { index, code, errmsg, errInfo: undefined, op: documents[index] };
    return {
      err,
      code,
      errmsg,
      errInfo: undefined,
      getOperation: () => documents[index],
      get index() {
        return err.index;
      },
    };
  });
  const result = {
    insertedCount: inserted.length,
    insertedIds: Object.fromEntries(inserted),
    matchedCount: 0,
    modifiedCount: 0,
    deletedCount: 0,
    upsertedCount: 0,
    upsertedIds: {},
  };
  // The driver's constructors take internal classes; these carry the same members.
  return new MongoBulkWriteError({ message: first?.errmsg ?? '', code: first?.code ?? 0, writeErrors } as never, result as never);
};
