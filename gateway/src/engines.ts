import { checkReachable, createEngine, type Engine, type EngineOptions } from './engine.js';

export interface Engines {
  /** The engine in service. */
  current(): Engine;
  load(): Promise<void>;
  /** Puts another supergraph into service. Rejects, and leaves the one in service where it is, when that one will not do. */
  reload(supergraphSdl: string): Promise<void>;
}

/** The engine in service is replaced in one step: an operation keeps the one that it began on. */
export const createEngines = (options: EngineOptions): Engines => {
  let engine: Engine | undefined;
  let reloading: Promise<void> = Promise.resolve();

  const replace = async (supergraphSdl: string): Promise<void> => {
    const next = await createEngine({ ...options, supergraphSdl });
    await checkReachable(next);
    engine = next;
  };

  return {
    current: () => {
      if (!engine) throw new Error('the gateway has not started');
      return engine;
    },
    load: async () => {
      engine = await createEngine(options);
    },
    reload: (supergraphSdl) => {
      const done = reloading.then(() => replace(supergraphSdl));
      reloading = done.catch(() => undefined);
      return done;
    },
  };
};
