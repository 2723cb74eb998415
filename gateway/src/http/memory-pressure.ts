import { getHeapStatistics } from 'node:v8';
import { DaqidiError } from '@daqidi/runtime';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';

/** Of the heap that the process may have. A heap in use to this part is one that collecting does not help any more. */
const part = 0.92;

/** Refuses (UNAVAILABLE) before the process would end for want of memory. The event loop's delay is `Admission`'s to watch. */
export const refuseUnderMemoryPressure = async (app: FastifyInstance): Promise<void> => {
  await app.register(underPressure, {
    maxHeapUsedBytes: Math.floor(getHeapStatistics().heap_size_limit * part),
    sampleInterval: 500,
    pressureHandler: () => {
      throw new DaqidiError('UNAVAILABLE');
    },
  });
};
