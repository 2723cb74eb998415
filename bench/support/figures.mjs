import { cpus } from 'node:os';

export const round = (value, digits = 1) => Number(value.toFixed(digits));

/** The value below which this part of the sorted numbers lies. */
export const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? null;

export const summary = (numbers) => {
  const sorted = [...numbers].sort((left, right) => left - right);
  const at = (part) => (sorted.length === 0 ? null : round(quantile(sorted, part)));
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
};

export const machine = () => ({ machine: `${cpus().length} × ${cpus()[0]?.model}`, node: process.version });

export const print = (result) => process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);

/** The upper one of two in the middle. */
export const median = (numbers) => numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)];
