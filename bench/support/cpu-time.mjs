import { parseArgs } from 'node:util';
import { median, round } from './figures.mjs';

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

/** The median of so many calls. */
export const medianCpuTime = async (act, calls) => {
  const times = [];
  for (let call = 0; call < calls + warmUp; call += 1) times.push(await cpuTimeOf(act));
  return round(median(times.slice(warmUp)), 2);
};

/** How many times as much each costs at large as at small. */
export const ratiosOf = (small, large) =>
  Object.fromEntries(Object.entries(large).map(([name, value]) => [name, round(value / small[name], 2)]));
