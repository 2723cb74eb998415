import type { Service } from '@daqidi/service';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const busy = async (services: readonly Service[]): Promise<number> => {
  let left = 0;
  for (const service of services) {
    left += await service.sweep();
    await service.store.idle();
  }
  for (const service of services) left += await service.lag();
  return left;
};

/** Resolves when nothing is due, nothing is unpublished and nothing is unread: twice in a row, since one may cause the other. */
export const settled = async (services: readonly Service[]): Promise<void> => {
  for (let quiet = 0; quiet < 2; ) {
    quiet = (await busy(services)) === 0 ? quiet + 1 : 0;
    await turn();
  }
};
