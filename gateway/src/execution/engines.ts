import { checkReachable, createEngine, type Engine, type EngineOptions } from './engine.js';

export interface Engines {
  /** The engine in service. */
  current(): Engine;
  load(): Promise<void>;
  /** Called with each engine that is put into service, the first included, before an operation meets it. */
  onChange(listener: (engine: Engine) => void): void;
  /** Puts another supergraph into service. Rejects, and leaves the one in service where it is, when that one will not do. */
  reload(supergraphSdl: string): Promise<void>;
}

/** The engine in service is replaced in one step: an operation keeps the one that it began on. */
export const createEngines = (options: EngineOptions): Engines => {
  let engine: Engine | undefined;
  const listeners: ((engine: Engine) => void)[] = [];
  let reloading: Promise<void> = Promise.resolve();

  const put = (next: Engine): void => {
    engine = next;
    for (const listener of listeners) listener(next);
  };

  const replace = async (supergraphSdl: string): Promise<void> => {
    const next = await createEngine({ ...options, supergraphSdl });
    await checkReachable(next);
    put(next);
  };

  return {
    current: () => {
      if (!engine) throw new Error('the gateway has not started');
      return engine;
    },
    load: async () => put(await createEngine(options)),
    onChange: (listener) => void listeners.push(listener),
    reload: (supergraphSdl) => {
      const done = reloading.then(() => replace(supergraphSdl));
      reloading = done.catch(() => undefined);
      return done;
    },
  };
};
