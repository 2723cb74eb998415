import type { DeadLetter, DeadLetterStore } from '@daqidi/bus';
import { type Connection, Schema } from 'mongoose';
import { createCollection } from './collection.js';

interface DeadLetterRow extends Omit<DeadLetter, 'id'> {
  readonly _id: string;
  /** `<stream>|<position, padded>`: unique, in the stream's order. */
  readonly order: string;
}

/** A service's dead letters, in its own database. */
export const createDeadLetterRows = (connection: Connection): DeadLetterStore => {
  const collection = createCollection<DeadLetterRow>(connection, {
    name: 'deadLetters',
    fields: {
      stream: { type: String, required: true },
      position: { type: Number, required: true },
      order: { type: String, required: true },
      reason: { type: String, required: true },
      detail: { type: String, required: true },
      setAsideAt: { type: String, required: true },
      record: { type: Schema.Types.Mixed, required: true },
    },
    indexes: { byStream: { keys: { stream: 1, order: 1 } }, byReason: { keys: { reason: 1 } } },
    queries: {
      byStream: { index: 'byStream', equals: ['stream'], sort: { order: 1 } },
      all: { index: 'byStream', equals: [] },
      byReason: { index: 'byReason', equals: ['reason'] },
    },
  });
  const toRecord = ({ _id, order: _order, ...rest }: DeadLetterRow): DeadLetter => ({ id: _id, ...rest });
  return {
    setAside: async ({ id, ...rest }) => {
      await collection.insert({ _id: id, ...rest, order: `${String(rest.position).padStart(20, '0')}|${id}` });
    },
    streams: async () => [...(await collection.groupCount('all', 'stream', {})).keys()],
    list: async (stream) => (await collection.find('byStream', { where: { stream } })).map(toRecord),
    count: (reason) => collection.count('byReason', { where: { reason } }),
    remove: (id) => collection.remove(id),
  };
};
