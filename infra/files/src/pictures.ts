import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { badInput, type DaqidiError, unavailable } from '@daqidi/runtime';

/** What a camera wrote into a picture: its own word, nobody's proof. */
export interface DeviceFacts {
  /** As the device's clock had it, without a time zone: `2026-03-02T10:00:00`. */
  readonly time: string | null;
  readonly place: { readonly latitude: number; readonly longitude: number } | null;
}

export interface Developed {
  /** The picture anew, upright, without anything that was written into it beside itself: JPEG. */
  readonly shown: Buffer;
  /** JPEG of 160 pixels at most. */
  readonly thumbnail: Buffer;
  readonly device: DeviceFacts;
}

/** Decodes pictures where a harmful one can do no harm. */
export interface Darkroom {
  /** BAD_USER_INPUT (`file.picture`) for what cannot be decoded within bounds; UNAVAILABLE where there is no room. */
  develop(picture: Buffer, isHeic: boolean): Promise<Developed>;
  stop(): Promise<void>;
}

export interface DarkroomLimits {
  /** For one picture. */
  readonly milliseconds: number;
  /** Of the process that decodes, all in all. */
  readonly memoryBytes: number;
  /** More wait no longer, but are refused. */
  readonly waiting: number;
}

export const defaultDarkroomLimits: DarkroomLimits = { milliseconds: 20_000, memoryBytes: 700_000_000, waiting: 200 };

export interface Exposure {
  readonly picture: Uint8Array;
  readonly isHeic: boolean;
  readonly memoryBytes: number;
}

export type Print =
  | { readonly kind: 'DEVELOPED'; readonly shown: Uint8Array; readonly thumbnail: Uint8Array; readonly device: DeviceFacts }
  | { readonly kind: 'BAD' };

export const badPicture = (): DaqidiError =>
  badInput('file.picture', 'This picture cannot be read, or is too large to be shown.', '该图片无法读取或尺寸过大。');

/**
 * One process beside this one, one picture at a time: whatever it does to a decoder ends with that process, which is given up when it takes
 * too long or too much memory, and made anew for the next picture.
 */
export const createDarkroom = (limits: DarkroomLimits = defaultDarkroomLimits): Darkroom => {
  let child: ChildProcess | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const started = (): ChildProcess => {
    if (child !== null) return child;
    const made = fork(fileURLToPath(new URL('./picture-process.js', import.meta.url)), {
      serialization: 'advanced',
      // Nothing of this process's secrets.
      env: {},
      execArgv: [`--max-old-space-size=${Math.floor(limits.memoryBytes / 2_000_000)}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    made.unref();
    made.channel?.unref();
    child = made;
    return made;
  };

  const expose = (picture: Buffer, isHeic: boolean): Promise<Print> =>
    new Promise((resolve, reject) => {
      const at = started();
      at.channel?.ref();
      const end = (print: Print): void => {
        clearTimeout(timer);
        at.off('message', onMessage);
        at.off('exit', onExit);
        at.channel?.unref();
        resolve(print);
      };
      const onMessage = (print: Print): void => end(print);
      const onExit = (code: number | null): void => {
        child = null;
        // It did not even begin: no fault of the picture.
        if (code === 1) reject(unavailable());
        end({ kind: 'BAD' });
      };
      const timer = setTimeout(() => at.kill('SIGKILL'), limits.milliseconds);
      at.once('message', onMessage);
      at.once('exit', onExit);
      const exposure: Exposure = { picture, isHeic, memoryBytes: limits.memoryBytes };
      at.send(exposure, (error) => {
        if (error !== null) at.kill('SIGKILL');
      });
    });

  return {
    develop: async (picture, isHeic) => {
      if (waiting >= limits.waiting) throw unavailable();
      waiting += 1;
      const turn = queue
        .then(() => expose(picture, isHeic))
        .finally(() => {
          waiting -= 1;
        });
      queue = turn.catch(() => undefined);
      const print = await turn;
      if (print.kind === 'BAD') throw badPicture();
      return { shown: Buffer.from(print.shown), thumbnail: Buffer.from(print.thumbnail), device: print.device };
    },
    stop: async () => {
      await queue;
      child?.kill('SIGKILL');
      child = null;
    },
  };
};
