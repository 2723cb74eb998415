import { openSqliteFile } from '@daqidi/sqlite';
import mongoose from 'mongoose';
import { createCollection } from './collection.js';
import { createDocumentReader, type Filter, type FindOptions } from './read-documents.js';
import { refuseOthers } from './unsupported.js';

export interface EmbeddedMongo {
  /** A connection whose models read and write the file. */
  readonly connection: mongoose.Connection;
  /** The rows of SQLite's query plan for a find: tests assert that it searches and never scans. */
  explain(collection: string, filter: Filter, options?: FindOptions): readonly string[];
  /** Finishes what is queued and closes connection and file; idempotent. */
  close(): Promise<void>;
}

export interface EmbeddedMongoOptions {
  readonly file: string;
  /** Called when nothing can be written any more: the process has to end and start anew. */
  readonly onDeath?: (error: Error) => void;
}

/** Opens (and creates) the file behind a mongoose connection of its own. What MongoDB offers beyond the driver's collection throws, naming itself. */
export const openEmbeddedMongo = async (options: EmbeddedMongoOptions): Promise<EmbeddedMongo> => {
  const file = await openSqliteFile({ ...options, procedures: new URL('./procedures.js', import.meta.url) });
  const reader = createDocumentReader(file.reader, options.file);
  const collections = new Map<string, ReturnType<typeof createCollection>>();
  const collection = (name: string): ReturnType<typeof createCollection> => {
    const known = collections.get(name) ?? createCollection(name, file, reader);
    collections.set(name, known);
    return known;
  };

  const base = new mongoose.Mongoose({
    strictQuery: 'throw',
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
  } as never);
  const Native = base.Connection;
  class EmbeddedConnection extends Native {
    async doClose(): Promise<this> {
      await file.close();
      return this;
    }
  }
  base.setDriver({ Connection: EmbeddedConnection, Collection: base.Collection });
  const connection = base.createConnection();
  Object.assign(connection, { db: refuseOthers({ databaseName: 'embedded', collection }, 'db'), name: 'embedded' });
  (connection as unknown as { onOpen(): void }).onOpen();

  return {
    connection,
    explain: (name, filter, find = {}) => reader.explain(name, filter, find),
    close: async () => {
      await connection.close();
    },
  };
};
