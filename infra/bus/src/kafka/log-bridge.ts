import type { Logger } from '@daqidi/runtime';
import type { LogEntry, logCreator } from 'kafkajs';

/** What the library calls an error and every group sees when it begins, shares out or ends. */
const ordinary =
  /coordinator is not available|coordinator is loading|not the coordinator|rebalanc|rejoin|re-joining|valid member id|not aware of this member|already exists|does not host this topic-partition|is not the leader|leadership election/i;

const errorLevel = 1;
const warnLevel = 2;
const quiet = 5_000;

/**
 * The library's lines in our log: its errors are warnings here (whoever called it is told, and decides), ordinary ones and the
 * rest are for debugging. A line that repeats itself while a broker is away comes once in five seconds.
 */
export const bridgeLog = (log: Logger): logCreator => {
  const said = new Map<string, number>();
  const repeated = (line: string): boolean => {
    const now = performance.now();
    const before = said.get(line);
    if (before !== undefined && now - before < quiet) return true;
    if (said.size > 100) said.clear();
    said.set(line, now);
    return false;
  };

  return () =>
    ({ namespace, level, log: { message, error, groupId, broker } }: LogEntry) => {
      const reason: unknown = error instanceof Error ? error.message : error;
      const fields = { part: namespace, group: groupId, broker, ...(reason === undefined ? {} : { reason }) };
      const line = `kafka: ${message}`;
      if (level > warnLevel || ordinary.test(`${message} ${reason}`)) log.debug(fields, line);
      else if (!repeated(`${namespace} ${broker} ${message}`)) {
        if (level === errorLevel) log.warn(fields, line);
        else log.info(fields, line);
      }
    };
};
