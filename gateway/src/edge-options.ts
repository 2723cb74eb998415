import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ConfigValues, Fatal } from '@daqidi/runtime';
import { operations as ownOperations } from '@daqidi/schemas/operations';
import { builtApps } from './apps.js';
import type { edgeSettings } from './edge-settings.js';
import type { GatewayOptions } from './gateway.js';
import { limitsOf } from './limits/limits.js';

type EdgeValues = ConfigValues<typeof edgeSettings>;

/** What an operator decides about clients. */
export type EdgeOptions = Pick<
  GatewayOptions,
  'apps' | 'limits' | 'listedOperations' | 'origins' | 'trustedProxies' | 'metricsToken'
>;

const textsIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.graphql'))
      .map((file) => readFileSync(join(folder, file), 'utf8'));
  } catch (error) {
    throw new Fatal(`DAQIDI_OPERATIONS_FOLDER: ${folder} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
};

/** Our own, and what the operator adds. */
const listed = (folder: string | null): readonly string[] => [
  ...ownOperations.map(({ source }) => source),
  ...(folder === null ? [] : textsIn(folder)),
];

/** `isTrial`: whether tokens come from a development issuer. */
export const edgeOptions = (settings: EdgeValues, isTrial: boolean): EdgeOptions => {
  const { introspection, operations, operationsFolder, origins, trustedProxies, metricsToken } = settings;
  return {
    apps: builtApps(),
    limits: { ...limitsOf(settings), introspection: introspection ?? isTrial },
    ...(operations === 'listed' && { listedOperations: listed(operationsFolder) }),
    origins,
    trustedProxies,
    ...(metricsToken !== null && { metricsToken }),
  };
};
