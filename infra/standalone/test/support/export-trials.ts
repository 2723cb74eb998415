import { cast, type Person } from '@daqidi/standalone';
import type { Trial } from './battery.js';
import type { EmbeddedWorld } from './embedded-world.js';

/** One fitting use of each mutation about an export. */
export const tryExport = async (blind: Person, world: EmbeddedWorld, attempt: (trial: Trial) => Promise<void>): Promise<void> => {
  const { clerk, petitioner: forbidden } = cast;
  await attempt({
    mutation: 'requestExport',
    person: clerk,
    input: { columns: ['CODE'], format: 'CSV', language: 'ZH', purpose: '季度核对' },
    oversized: ['purpose', 501],
    forbidden,
    goesOn: true,
  });
  const { data } = await world.raw(clerk, '{ exports(first: 1) { edges { node { id } } } }');
  const [made] = (data as { exports: { edges: { node: { id: string } }[] } }).exports.edges;
  await attempt({ mutation: 'handOutExport', person: clerk, input: { exportId: made?.node.id }, forbidden, blind });
};
