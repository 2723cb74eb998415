// Which settings each kind of process knows, as it defines them itself.
import { kafkaSettings, mongoSettings, serviceSettings } from '@daqidi/distributed';
import { gatewaySettings } from '@daqidi/gateway';

const namesOf = (settings: Readonly<Record<string, { readonly env: string }>>): readonly string[] =>
  Object.values(settings).map(({ env }) => env);

export const serviceSettingNames: readonly string[] = namesOf(serviceSettings('intake'));

export const gatewaySettingNames: readonly string[] = namesOf(gatewaySettings);

/** The operator's command line is a program, nobody imports it: what it adds is named here, and tried by the stack tests. */
export const opsSettingNames: readonly string[] = [
  ...namesOf(kafkaSettings),
  ...namesOf(mongoSettings),
  'DAQIDI_KAFKA_REPLICATION',
  'DAQIDI_LOG_LEVEL',
  'DAQIDI_OPS_PATIENCE',
];
