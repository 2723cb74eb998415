import { cast, type Person } from '@daqidi/standalone';
import type { Trial } from './battery.js';
import type { EmbeddedWorld } from './embedded-world.js';

interface Answered {
  readonly appealId: string;
  /** Of the unit that answered it. */
  readonly handler: Person;
  readonly stranger: Person;
}

/** One valid use of each mutation about what an adopted suggestion leads to. */
export const trySuggestion = async (
  world: EmbeddedWorld,
  { appealId, handler, stranger }: Answered,
  attempt: (trial: Trial) => Promise<void>,
): Promise<void> => {
  const version = async (): Promise<number> => {
    const { data: bank } = await world.raw(handler, '{ suggestions { edges { node { id version } } } }');
    const { edges } = (bank as { suggestions: { edges: { node: { id: string; version: number } }[] } }).suggestions;
    return edges.find(({ node }) => node.id === appealId)?.node.version ?? 0;
  };
  const trial = { person: handler, forbidden: cast.lettersOfficer, blind: stranger, version };
  const dueOn = new Date(world.clock.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await attempt({
    ...trial,
    mutation: 'planMeasure',
    input: { appealId, expectedVersion: await version(), text: '在全区推广这一做法。', dueOn },
    oversized: ['text', 2_001],
  });
  await attempt({
    ...trial,
    mutation: 'reportMeasureDone',
    input: { appealId, expectedVersion: await version(), report: '已在全区推广。' },
    oversized: ['report', 2_001],
    again: 'suggestion.done',
  });
};
