import { DaqidiError } from '@daqidi/runtime';

/** A policy that has no grant for anybody. */
export const forbidden = (): never => {
  throw new DaqidiError('FORBIDDEN');
};
