import type { Logger } from './log.js';

export type LifecycleState = 'STARTING' | 'READY' | 'STOPPING' | 'STOPPED' | 'FAILED';

/** One part of the process. Everything but the name is optional; each step is awaited. */
export interface Component {
  readonly name: string;
  /** `signal` aborts when a stop is asked for meanwhile; a start may heed it by rejecting. */
  start?(signal: AbortSignal): void | Promise<void>;
  /** Whether it can serve right now; asked for at each readiness probe once started. */
  ready?(): boolean | Promise<boolean>;
  /** Takes no new work. */
  stopAccepting?(): void | Promise<void>;
  /** Finishes the work in hand. */
  drain?(): void | Promise<void>;
  /** Makes durable what has been done. */
  commit?(): void | Promise<void>;
  /** Lets go of files, sockets and threads. */
  stop?(): void | Promise<void>;
}

const phases = ['stopAccepting', 'drain', 'commit', 'stop'] as const;

export interface LifecycleOptions {
  readonly log: Logger;
  /** Milliseconds from the first request to stop until the process gives up with exit code 1. */
  readonly fuse: number;
  /** Called once, with 0 after a clean stop and 1 otherwise. */
  readonly exit: (code: 0 | 1) => void;
}

export interface SignalSource {
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  off(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
}

export interface Lifecycle {
  state(): LifecycleState;
  /** Only before `start`. */
  register(component: Component): void;
  /** Starts the components in their order. Answers READY, or what it came to instead. Once only. */
  start(): Promise<LifecycleState>;
  /** Stops in reverse order, phase by phase over all components. Asking again joins the stop under way. Answers the exit code. */
  stop(reason: string): Promise<0 | 1>;
  /** Something essential died: stops, with exit code 1. */
  fail(error: unknown): Promise<0 | 1>;
  /** By name, `lifecycle` first. Everything is false unless READY. */
  readiness(): Promise<Record<string, boolean>>;
  /** First signal: stop. Second: noted. Third: exit 1 at once. Answers how to take the listeners off again. */
  installSignals(source: SignalSource): () => void;
}

export const createLifecycle = ({ log, fuse, exit }: LifecycleOptions): Lifecycle => {
  const components: Component[] = [];
  const started: Component[] = [];
  const abort = new AbortController();
  let state: LifecycleState = 'STARTING';
  let starting: Promise<LifecycleState> | null = null;
  let stopping: Promise<0 | 1> | null = null;
  let failed = false;
  let signals = 0;
  let exited: 0 | 1 | null = null;

  const leave = (code: 0 | 1): 0 | 1 => {
    if (exited !== null) return exited;
    exited = code;
    state = code === 0 ? 'STOPPED' : 'FAILED';
    exit(code);
    return code;
  };

  const stopComponent = async (component: Component, phase: (typeof phases)[number]): Promise<void> => {
    try {
      await component[phase]?.();
    } catch (err) {
      failed = true;
      log.error({ err, component: component.name, phase }, 'a component failed to stop cleanly');
    }
  };

  const stopAll = async (): Promise<0 | 1> => {
    let burn: () => void = () => undefined;
    const burnt = new Promise<void>((resolve) => {
      burn = resolve;
    });
    const timer = setTimeout(() => {
      log.fatal({ fuse }, 'stopping took too long');
      failed = true;
      leave(1);
      burn();
    }, fuse);
    const steps = async (): Promise<void> => {
      await starting;
      for (const phase of phases) {
        for (const component of started.toReversed()) {
          if (exited !== null) return;
          await stopComponent(component, phase);
        }
      }
    };
    await Promise.race([steps(), burnt]);
    clearTimeout(timer);
    return leave(failed ? 1 : 0);
  };

  const stop = (reason: string): Promise<0 | 1> => {
    if (stopping !== null) return stopping;
    log.info({ reason }, 'stopping');
    state = 'STOPPING';
    stopping = stopAll();
    abort.abort();
    return stopping;
  };

  const fail = (err: unknown): Promise<0 | 1> => {
    failed = true;
    log.fatal({ err }, 'stopping after a failure');
    return stop('failure');
  };

  /** Answers the error of the component that would not start. */
  const startAll = async (): Promise<{ readonly err: unknown } | null> => {
    for (const component of components) {
      if (state !== 'STARTING') return null;
      // Counted as started before it is: what a failing start left half open is closed by its own stop.
      started.push(component);
      try {
        await component.start?.(abort.signal);
      } catch (err) {
        if (abort.signal.aborted) return null;
        log.error({ err, component: component.name }, 'a component failed to start');
        return { err };
      }
    }
    return null;
  };

  return {
    state: () => state,
    register: (component) => {
      if (starting !== null) throw new TypeError(`component ${component.name} comes too late`);
      components.push(component);
    },
    start: async () => {
      if (starting !== null) throw new TypeError('the lifecycle was started before');
      let error: { readonly err: unknown } | null = null;
      starting = startAll().then((failure) => {
        error = failure;
        if (failure === null && state === 'STARTING') state = 'READY';
        return state;
      });
      await starting;
      if (error !== null) await fail((error as { readonly err: unknown }).err);
      else if (stopping !== null) await stopping;
      return state;
    },
    stop,
    fail,
    readiness: async () => {
      const answers: Record<string, boolean> = { lifecycle: state === 'READY' };
      for (const { name, ready } of components.map((component) => ({
        name: component.name,
        ready: component.ready?.bind(component),
      }))) {
        try {
          answers[name] = state === 'READY' && (ready === undefined || (await ready()));
        } catch (err) {
          log.warn({ err, component: name }, 'a readiness probe failed');
          answers[name] = false;
        }
      }
      return answers;
    },
    installSignals: (source) => {
      const listen = (signal: 'SIGTERM' | 'SIGINT') => (): void => {
        signals += 1;
        if (signals === 1) void stop(signal);
        else if (signals === 2) log.warn({ signal }, 'already stopping; once more to leave at once');
        else leave(1);
      };
      const listeners = (['SIGTERM', 'SIGINT'] as const).map((signal) => ({ signal, listener: listen(signal) }));
      for (const { signal, listener } of listeners) source.on(signal, listener);
      return () => {
        for (const { signal, listener } of listeners) source.off(signal, listener);
      };
    },
  };
};
