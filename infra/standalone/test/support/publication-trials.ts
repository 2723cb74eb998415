import { cast, officer } from '@daqidi/standalone';
import type { Trial } from './battery.js';
import type { EmbeddedWorld } from './embedded-world.js';

const housing = { handler: officer('housing.handler'), deputy: officer('housing.deputy'), head: officer('housing.head') };
// The second township's people hold the same roles elsewhere.
const elsewhere = { clerk: officer('511902002.clerk'), handler: officer('511902002.handler'), head: officer('511902002.head') };
const auditor = officer('leading-group.auditor');

/** One valid use of each mutation by which the housing office tells the public of a case that it has closed. */
export const tryPublication = async (
  world: EmbeddedWorld,
  appealId: string,
  attempt: (trial: Trial) => Promise<void>,
): Promise<void> => {
  const publicationVersion = async () => {
    const query = 'query($id: ID!) { ledgerEntry(id: $id) { publication { version } } }';
    const answer = await world.raw(housing.handler, query, { id: appealId });
    return (answer.data as { ledgerEntry: { publication: { version: number } } }).ledgerEntry.publication.version;
  };
  const inPublic = async () => ({ appealId, expectedVersion: await publicationVersion() });
  const ofPublication = { forbidden: auditor, version: publicationVersion };
  await attempt({
    ...ofPublication,
    mutation: 'proposePublication',
    person: housing.handler,
    input: { ...(await inPublic()), text: '三盏路灯均已更换。' },
    oversized: ['text', 4_001],
    blind: elsewhere.handler,
  });
  await attempt({
    ...ofPublication,
    mutation: 'checkPublication',
    person: housing.deputy,
    input: { ...(await inPublic()), agrees: true },
    oversized: ['reason', 1_001],
    blind: elsewhere.clerk,
    again: 'publication.own',
  });
  const second = await world.raw(
    cast.clerk,
    'mutation($input: CheckPublicationInput!) { checkPublication(input: $input) { position } }',
    { input: { requestId: 'publication-second-check', ...(await inPublic()), agrees: true } },
  );
  expect(second.errors, JSON.stringify(second.errors)).toBeUndefined();
  await attempt({
    ...ofPublication,
    mutation: 'takeDownPublication',
    person: housing.head,
    input: { ...(await inPublic()), reason: '文字有误,撤下更正。' },
    oversized: ['reason', 1_001],
    blind: elsewhere.head,
    again: 'publication.none',
  });
};
