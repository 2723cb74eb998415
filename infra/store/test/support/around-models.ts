import type { Connection, Model } from 'mongoose';

// biome-ignore lint/suspicious/noExplicitAny: stands for whatever mongoose passes
export type Operation = (...args: any[]) => any;
// biome-ignore lint/suspicious/noExplicitAny: mongoose's generics carry no information here
type AnyModel = Model<any>;
/** What the store asks of a collection. */
export type AnyCollection = Readonly<Record<'find' | 'insertMany' | 'updateOne' | 'deleteOne', Operation>>;

const overlaid = <Target extends object>(target: Target, own: Readonly<Record<string, unknown>>): Target =>
  new Proxy(target, {
    get: (real, key) => {
      if (typeof key === 'string' && Object.hasOwn(own, key)) return own[key];
      const value: unknown = Reflect.get(real, key);
      return typeof value === 'function' ? value.bind(real) : value;
    },
  });

/**
 * The connection with some operations of its models' collections replaced: how tests watch, break off and sabotage what the
 * store does. A model that the connection knows already is shared, so that several stores may stand on one connection.
 */
export const aroundModels = (
  connection: Connection,
  replace: (collection: AnyCollection, name: string) => Readonly<Record<string, Operation>>,
): Connection => {
  const wrapped = (name: string, model: AnyModel): AnyModel =>
    overlaid(model, { collection: overlaid(model.collection, replace(model.collection as unknown as AnyCollection, name)) });
  return overlaid(connection, {
    model: (name: string, schema: never, collection: string) =>
      wrapped(name, (connection.models[name] ?? connection.model(name, schema, collection)) as AnyModel),
  });
};

const writes = ['insertMany', 'updateOne', 'deleteOne'] as const;

export interface Write {
  readonly collection: string;
  readonly operation: (typeof writes)[number];
  readonly args: readonly unknown[];
}

/** One process's way to the database. */
export interface Wire {
  readonly connection: Connection;
  /** Called before and after each write is made, with its number from 1. What it throws ends the write. */
  beforeWrite: (write: Write, number: number) => void | Promise<void>;
  afterWrite: (write: Write, number: number) => void | Promise<void>;
  /** Called after each read of documents. */
  afterRead: (collection: string) => void | Promise<void>;
  /** From now on nothing gets through: as for a process that has died. */
  cut(): void;
  writes(): number;
}

const dead = (): Error => new Error('this process is dead');

export const createWire = (connection: Connection): Wire => {
  let alive = true;
  let count = 0;
  const pass = (): void => {
    if (!alive) throw dead();
  };
  const write =
    (real: AnyCollection, collection: string, operation: Write['operation']): Operation =>
    async (...args) => {
      pass();
      count += 1;
      const number = count;
      await wire.beforeWrite({ collection, operation, args }, number);
      pass();
      const answer: unknown = await real[operation](...args);
      await wire.afterWrite({ collection, operation, args }, number);
      pass();
      return answer;
    };
  const wire: Wire = {
    connection: aroundModels(connection, (real, name) => ({
      ...Object.fromEntries(writes.map((operation) => [operation, write(real, name, operation)])),
      find: (...args) => ({
        toArray: async () => {
          pass();
          const found: unknown = await real.find(...args).toArray();
          await wire.afterRead(name);
          pass();
          return found;
        },
      }),
    })),
    beforeWrite: () => undefined,
    afterWrite: () => undefined,
    afterRead: () => undefined,
    cut: () => {
      alive = false;
    },
    writes: () => count,
  };
  return wire;
};
