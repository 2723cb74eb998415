import { createEventSchemas } from '@daqidi/schemas';
import { createEventCodec } from '@daqidi/service';
import type { Finding } from '@daqidi/store';
import type { Services } from '../services.js';
import { createArchivedBus } from './archived-bus.js';
import { checkCustody } from './custody.js';
import { hearAgain } from './hear-again.js';

/**
 * Everything that must always hold and can be seen in what is stored: each document follows from its events, chains are whole,
 * timers are those of running clocks, each service has applied what the others said, rows equal their recomputation, each case has
 * one custodian and one holder. `BEHIND` is what has not arrived yet: none of it may be left once everything is quiet. Reads only.
 */
export const checkPlatform = async (services: Services): Promise<readonly Finding[]> => {
  const all = Object.values(services);
  const codec = createEventCodec(createEventSchemas());
  const archived = createArchivedBus(new Map(all.map(({ name, store }) => [name, store.archive])), codec);
  const findings: Finding[] = [];
  for (const service of all) {
    const own = await service.store.audit();
    findings.push(...own, ...(await hearAgain(service, archived, codec)));
  }
  return [...findings, ...(await checkCustody(services))];
};
