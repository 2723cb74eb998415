import type { Config, ConfigValues, Settings } from './config.js';
import { explain } from './explain.js';
import { createLifecycle, type Lifecycle } from './lifecycle.js';
import { createLogger, type Logger } from './log.js';
import { createMetrics, type Metrics } from './metrics.js';
import type { ProcessValues } from './process-settings.js';

export interface ProcessTools {
  readonly lifecycle: Lifecycle;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export interface ProcessOptions<Shape extends Settings, Built extends object> {
  /** As operators know it: `intake`, `gateway`. */
  readonly name: string;
  readonly config: Config<Shape>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Registers the parts of the process with its lifecycle. */
  build(settings: ConfigValues<Shape>, tools: ProcessTools): Promise<Built>;
  /** On SIGHUP, with the settings read anew: files may hold other keys and certificates now. What it throws changes nothing. */
  reload?(built: Built, settings: ConfigValues<Shape>): void | Promise<void>;
}

/**
 * One process of the distributed form: settings, log, metrics, lifecycle, signals. What ends it is told in one line on standard
 * error, with exit code 1. Answers once it is ready; null where it never will be.
 */
export const runProcess = async <Shape extends Settings, Built extends object>(
  options: ProcessOptions<Shape, Built>,
): Promise<(Built & { readonly lifecycle: Lifecycle }) | null> => {
  const { name, config, environment } = options;
  let where: { readonly host: string; readonly port: number } | null = null;
  const quit = (error: unknown): void => {
    process.stderr.write(`daqidi ${name}: ${explain(error, where)}\n`);
    process.exitCode = 1;
  };
  try {
    const settings = config.parse(environment);
    const { host, port, logLevel, stopFuse } = settings as unknown as ProcessValues;
    where = { host, port };
    const log = createLogger({ level: logLevel }).child({ process: name });
    const inner = createLifecycle({ log, fuse: stopFuse, exit: (code) => process.exit(code) });
    let told = false;
    const tell = (error: unknown): void => {
      if (!told) quit(error);
      told = true;
    };
    const lifecycle: Lifecycle = {
      ...inner,
      register: (component) =>
        inner.register({
          ...component,
          start: async (signal) => {
            try {
              await component.start?.(signal);
            } catch (error) {
              if (!signal.aborted) tell(error);
              throw error;
            }
          },
        }),
      fail: (error) => {
        tell(error);
        return inner.fail(error);
      },
    };
    const built = await options.build(settings, { lifecycle, log, metrics: createMetrics({ withProcess: true }) });
    lifecycle.installSignals(process);
    process.on('SIGHUP', () => {
      const reloading = async (): Promise<void> => options.reload?.(built, config.parse(environment));
      reloading().then(
        () => log.info('settings, keys and certificates were read anew'),
        (err: unknown) => log.error({ err }, 'nothing was changed: what was read anew does not hold'),
      );
    });
    if ((await lifecycle.start()) !== 'READY') return null;
    log.info({ pid: process.pid }, 'ready');
    return { ...built, lifecycle };
  } catch (error) {
    quit(error);
    return null;
  }
};
