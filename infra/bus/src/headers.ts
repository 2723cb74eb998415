import type { BusRecord } from './port.js';

/** The same on every binding: what is written in capitals on one would not be found on another. */
export const checkHeaders = ({ headers }: BusRecord): void => {
  for (const name of Object.keys(headers)) {
    if (name !== name.toLowerCase()) throw new TypeError(`header ${name} is not lower case`);
  }
};
