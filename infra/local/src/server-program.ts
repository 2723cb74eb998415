import { endingLine } from './ending.js';
import { type GuardedProcess, startGuarded } from './guarded-process.js';
import { within } from './within.js';

export interface ServerProgramOptions {
  /** As a person knows it; opens the line that says why it is not there. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
  /** The line with which it says that it serves. */
  readonly ready: RegExp;
  /** Milliseconds from start to ready. */
  readonly patience?: number;
  /** What to do where it cannot be had; ends that line. */
  readonly instead?: string;
}

export interface ServerProgram {
  readonly pid: number;
  /** Resolves with one line that says how it ended. */
  readonly ended: Promise<string>;
  /** Lets it close its files; resolves when it is gone. */
  stop(): Promise<void>;
  /** Without warning, as when the power fails; resolves when it is gone. */
  kill(): Promise<void>;
}

const stopPatience = 20_000;

const start = async ({ name, command, instead, ...rest }: ServerProgramOptions, onLine: (line: string) => void) => {
  try {
    return await startGuarded({ ...rest, command, onLine });
  } catch (error) {
    throw new Error(`${name} did not start: ${(error as Error).message}${instead === undefined ? '' : `; ${instead}`}`, {
      cause: error,
    });
  }
};

/** A server of somebody else's, gone when this process is. Resolves when it says that it serves; rejects with one line that says why not. */
export const startServerProgram = async (options: ServerProgramOptions): Promise<ServerProgram> => {
  const { name, logFile, ready, patience = 60_000, instead } = options;
  let serves: () => void = () => undefined;
  const started = new Promise<undefined>((resolve) => {
    serves = () => resolve(undefined);
  });
  const program: GuardedProcess = await start(options, (line) => {
    if (ready.test(line)) serves();
  });
  const ended = program.ended.then(endingLine);
  const outcome = await within(Promise.race([started, ended]), patience);
  if (outcome !== undefined) {
    await program.kill();
    const reason = outcome === 'late' ? `was not ready after ${patience} ms` : `did not start: ${outcome}`;
    throw new Error(`${name} ${reason} (${logFile})${instead === undefined ? '' : `; ${instead}`}`);
  }
  return { pid: program.pid, ended, stop: () => program.stop(stopPatience), kill: program.kill };
};
