// Which settings each kind of process knows, as it defines them itself.
import { serviceSettings } from '@daqidi/distributed';
import { gatewaySettings } from '@daqidi/gateway';
import { opsSettings } from '@daqidi/ops';

const namesOf = (settings: Readonly<Record<string, { readonly env: string }>>): readonly string[] =>
  Object.values(settings).map(({ env }) => env);

export const serviceSettingNames: readonly string[] = namesOf(serviceSettings('intake'));

export const gatewaySettingNames: readonly string[] = namesOf(gatewaySettings);

export const opsSettingNames: readonly string[] = namesOf(opsSettings);
