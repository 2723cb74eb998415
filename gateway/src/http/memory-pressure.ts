import { DaqidiError } from '@daqidi/runtime';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';

/** Refuses (UNAVAILABLE) before the process would end for want of memory. The event loop's delay is `Admission`'s to watch. */
export const refuseUnderMemoryPressure = async (app: FastifyInstance, heapBytes: number): Promise<void> => {
  await app.register(underPressure, {
    maxHeapUsedBytes: heapBytes,
    sampleInterval: 500,
    pressureHandler: () => {
      throw new DaqidiError('UNAVAILABLE');
    },
  });
};
