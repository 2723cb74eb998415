import type { ParkedRecord, ParkedStore } from '@daqidi/bus';
import { type Connection, Schema } from 'mongoose';
import { createCollection } from './collection.js';

interface ParkedRow extends Omit<ParkedRecord, 'id'> {
  readonly _id: string;
  /** `<stream>|<position, padded>`: unique, in the stream's order. */
  readonly order: string;
}

/** A service's parked records, in its own database. */
export const createParkedRows = (connection: Connection): ParkedStore => {
  const collection = createCollection<ParkedRow>(connection, {
    name: 'parked',
    fields: {
      stream: { type: String, required: true },
      position: { type: Number, required: true },
      order: { type: String, required: true },
      reason: { type: String, required: true },
      detail: { type: String, required: true },
      parkedAt: { type: String, required: true },
      record: { type: Schema.Types.Mixed, required: true },
    },
    indexes: { byStream: { keys: { stream: 1, order: 1 } } },
    queries: {
      byStream: { index: 'byStream', equals: ['stream'], sort: { order: 1 } },
      all: { index: 'byStream', equals: [] },
    },
  });
  const toRecord = ({ _id, order: _order, ...rest }: ParkedRow): ParkedRecord => ({ id: _id, ...rest });
  return {
    park: async ({ id, ...rest }) => {
      await collection.insert({ _id: id, ...rest, order: `${String(rest.position).padStart(20, '0')}|${id}` });
    },
    streams: async () => [...(await collection.groupCount('all', 'stream', {})).keys()],
    list: async (stream) => (await collection.find('byStream', { where: { stream } })).map(toRecord),
    remove: (id) => collection.remove(id),
  };
};
