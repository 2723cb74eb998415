import { parseArgs } from 'node:util';
import { median, quantile, round } from './figures.mjs';

/** Of what is asked for on the command line: rows of both runs, and calls of each list. */
export const sizes = () => {
  const { values } = parseArgs({
    options: {
      small: { type: 'string', default: '1000' },
      large: { type: 'string', default: '100000' },
      calls: { type: 'string', default: '40' },
    },
  });
  return { small: Number(values.small), large: Number(values.large), calls: Number(values.calls) };
};

/** Calls that are not counted: they compile. */
const warmUp = 5;

/** Milliseconds of this process's CPU time that it takes: what other load on the machine touches least. */
export const cpuTimeOf = async (act) => {
  const from = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
};

/** Of so many calls: the median of CPU time, and the time on the wall that 95 of 100 stay below. Milliseconds. */
export const timesOf = async (act, calls) => {
  const cpu = [];
  const wall = [];
  for (let call = 0; call < calls + warmUp; call += 1) {
    const began = performance.now();
    cpu.push(await cpuTimeOf(act));
    wall.push(performance.now() - began);
  }
  const sorted = wall.slice(warmUp).toSorted((left, right) => left - right);
  return { medianCpu: round(median(cpu.slice(warmUp)), 2), wallP95: round(quantile(sorted, 0.95), 1) };
};

/** The median of so many calls. */
export const medianCpuTime = async (act, calls) => (await timesOf(act, calls)).medianCpu;

/** How many times as much each costs at large as at small. */
export const ratiosOf = (small, large) =>
  Object.fromEntries(Object.entries(large).map(([name, value]) => [name, round(value / small[name], 2)]));
