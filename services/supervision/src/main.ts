import { runService } from '@daqidi/distributed';
import { createSupervision } from './service.js';

// Nothing calls home; read by Apollo's packages when they are first used.
process.env.APOLLO_TELEMETRY_DISABLED = '1';

await runService({ name: 'supervision', create: createSupervision });
