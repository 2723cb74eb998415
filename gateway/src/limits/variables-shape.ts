import { type Limits, within } from './limits.js';

/**
 * Refuses variables that hold more values, or hold them deeper, than an operation of ours can want: what follows recurses along them.
 * Throws BAD_USER_INPUT.
 */
export const checkVariablesShape = (variables: unknown, limits: Limits): void => {
  let values = 0;
  let level: unknown[] = [variables];
  for (let depth = 0; level.length > 0; depth++) {
    within(limits, 'inputDepth', depth - 1);
    const below: unknown[] = [];
    for (const each of level) {
      if (typeof each !== 'object' || each === null) continue;
      for (const value of Object.values(each)) {
        within(limits, 'variables', ++values);
        below.push(value);
      }
    }
    level = below;
  }
};
