import { checkPlatform, type Services } from '@daqidi/ops';
import type { Finding } from '@daqidi/store';
import type { EmbeddedWorld } from './embedded-world.js';

/** What the operator's check finds in a world that has settled. */
export const checkWorld = ({ embedded }: EmbeddedWorld): Promise<readonly Finding[]> => {
  const { services } = embedded.platform;
  return checkPlatform(Object.fromEntries(services.map((each) => [each.name, each])) as unknown as Services);
};
