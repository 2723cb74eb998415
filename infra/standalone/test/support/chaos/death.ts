import { writeSync } from 'node:fs';

/** Where a process is to die: at the `times`-th time that it reaches the point. */
export interface Fault {
  readonly point: string;
  readonly times: number;
}

export const faultSetting = ({ point, times }: Fault): string => `${point}*${times}`;

const parse = (setting: string): Fault => {
  const [point = '', times = '1'] = setting.split('*');
  return { point, times: Number(times) };
};

/** What a dying process says last, by which the test knows that it died where it should. */
export const lastWords = (point: string): string => `died at ${point}`;

/** Ends this process as a power cut does; nothing of it goes on after this line. */
const die = (point: string): never => {
  writeSync(1, `${lastWords(point)}\n`);
  process.kill(process.pid, 'SIGKILL');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  throw new Error('a killed process went on');
};

export interface Death {
  /** From now on the point counts. */
  arm(): void;
  /** To be called wherever the process reaches a named point. */
  reach(point: string): void;
  /** Whether the next time at this point is the last. */
  isNext(point: string): boolean;
}

/** The death that the setting (`point*times`) announces; none without one. */
export const createDeath = (setting: string | undefined): Death => {
  const fault = setting === undefined ? null : parse(setting);
  let armed = false;
  let left = fault?.times ?? 0;
  return {
    arm: () => {
      armed = true;
    },
    isNext: (point) => armed && point === fault?.point && left === 1,
    reach: (point) => {
      if (!armed || point !== fault?.point) return;
      left -= 1;
      if (left === 0) die(point);
    },
  };
};
