import { randomUUID } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';
import type { StoreBinding } from '../contract/store-support.js';

/** A database of its own on the server that MONGODB_URI names, dropped at the end. */
export const openMongoBinding = (uri: string) => async (): Promise<StoreBinding> => {
  const database = `daqidi_test_${randomUUID().slice(0, 8)}`;
  const open = async (): Promise<Connection> => {
    const connection = await mongoose
      .createConnection(uri, { dbName: database, autoIndex: false, autoCreate: false, writeConcern: { w: 'majority', j: true } })
      .asPromise();
    return connection;
  };
  let current = await open();
  return {
    connection: current,
    reopen: async () => {
      await current.close();
      current = await open();
      return current;
    },
    end: async () => {
      if (current.readyState !== 1) current = await open();
      await current.dropDatabase();
      await current.close();
    },
  };
};
