import { cast, demoPlace, officer, type Person } from '@daqidi/standalone';
import type { Trial } from './battery.js';
import type { EmbeddedWorld } from './embedded-world.js';
import { tryExport } from './export-trials.js';

const auditor = officer('leading-group.auditor');
const clerk = officer(`${demoPlace.township}.clerk`);
const elsewhere = officer('511902002.clerk');
const stranger: Person = { sub: 'petitioner-2', kind: 'PETITIONER' };

interface Seen {
  readonly version: number;
  readonly deskAnswer: { readonly digest: string } | null;
  readonly triage: { readonly version: number };
}
interface Refusal {
  readonly code: string;
  readonly rule: string | null;
}

/** One valid use of each mutation by which a question is answered at a desk, and its ledger is exported. What is done for many is tried by itself. */
export const tryDesk = async (
  world: EmbeddedWorld,
  attempt: (trial: Trial) => Promise<void>,
  tried: Set<string>,
): Promise<void> => {
  const does = async (person: Person, mutation: string, input: object, answer = 'position') => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const asked = await world.raw(person, `mutation($input: ${type}!) { ${mutation}(input: $input) { ${answer} } }`, { input });
    await world.settled();
    return asked;
  };
  const ask = async (requestId: string): Promise<string> => {
    const input = { requestId, channel: 'WINDOW', regionId: demoPlace.village, text: '医保什么时候缴费?', consultation: true };
    const { data } = await does(cast.petitioner, 'submitAppeal', input, 'appeal { id }');
    return (data as { submitAppeal: { appeal: { id: string } } }).submitAppeal.appeal.id;
  };
  const look = async (id: string): Promise<Seen> => {
    const query = 'query($id: ID!) { appeal(id: $id) { version deskAnswer { digest } triage { version } } }';
    return ((await world.raw(cast.lettersOfficer, query, { id })).data as { readonly appeal: Seen }).appeal;
  };
  const [answered, returned] = [await ask('desk-question-1'), await ask('desk-question-2')];
  const version = async () => (await look(answered)).version;
  await attempt({
    mutation: 'answerAtDesk',
    person: clerk,
    input: {
      appealId: answered,
      expectedVersion: await version(),
      outcome: 'ANSWERED',
      subject: '劳动和社会保障/城镇居民社会保险',
      text: '每年九月至十二月缴费。',
    },
    oversized: ['text', 4_001],
    forbidden: auditor,
    blind: elsewhere,
  });
  // Nothing on paper is confirmed without a picture of it.
  const bare = { ...{ appealId: answered, expectedVersion: await version() }, digest: (await look(answered)).deskAnswer?.digest };
  const paper = { ...bare, satisfaction: 'SATISFIED', attachments: [] };
  const refusedSlip = async (who: Person) =>
    (await does(who, 'recordSignedSlip', { requestId: `desk-slip-${who.sub}`, ...paper })).errors?.[0]?.extensions;
  expect(await refusedSlip(clerk)).toMatchObject({ code: 'RULE_VIOLATION', rule: 'desk.slip' });
  expect(await refusedSlip(auditor)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await refusedSlip(elsewhere)).toMatchObject({ code: 'NOT_FOUND' });
  tried.add('recordSignedSlip');
  await attempt({
    mutation: 'confirmDeskAnswer',
    person: cast.petitioner,
    input: {
      appealId: answered,
      expectedVersion: await version(),
      digest: (await look(answered)).deskAnswer?.digest,
      satisfaction: 'SATISFIED',
    },
    forbidden: clerk,
    blind: stranger,
    again: 'desk.confirmed',
    version,
  });
  const triageVersion = async (id: string) => (await look(id)).triage.version;
  await attempt({
    mutation: 'returnConsultation',
    person: clerk,
    input: { appealId: returned, expectedVersion: await triageVersion(returned), reason: '需实地核查,不属于咨询。' },
    oversized: ['reason', 1_001],
    forbidden: auditor,
    blind: elsewhere,
    again: 'desk.none',
    version: () => triageVersion(returned),
  });

  const knowledge = {
    subject: '劳动和社会保障/城镇居民社会保险',
    question: '城乡居民医保什么时候缴费?',
    answer: '每年九月至十二月缴费。',
    source: '医保局公告',
    validUntil: '2026-12-31',
  };
  await attempt({
    mutation: 'proposeKnowledge',
    person: clerk,
    input: knowledge,
    oversized: ['answer', 4_001],
    forbidden: auditor,
  });
  const waiting = '{ knowledgeProposals(first: 1) { edges { node { id version } } } }';
  const { data: proposals } = await world.raw(cast.lettersOfficer, waiting);
  const [proposal] = (proposals as { knowledgeProposals: { edges: { node: { id: string; version: number } }[] } })
    .knowledgeProposals.edges;
  const entry = { entryId: proposal?.node.id ?? '', expectedVersion: proposal?.node.version ?? 0 };
  const decision = { ...entry, approves: true };
  await attempt({
    mutation: 'decideKnowledge',
    person: cast.lettersOfficer,
    input: decision,
    forbidden: clerk,
    again: 'knowledge.status',
    version: async () => entry.expectedVersion + 1,
  });
  await attempt({
    mutation: 'retireKnowledge',
    person: cast.lettersOfficer,
    input: { entryId: entry.entryId, expectedVersion: entry.expectedVersion + 1, reason: '政策已调整。' },
    oversized: ['reason', 1_001],
    forbidden: clerk,
    again: 'knowledge.status',
    version: async () => entry.expectedVersion + 2,
  });

  const refusals = async (person: Person, mutation: string, item: object): Promise<readonly (Refusal | null)[]> => {
    const one = { appealId: answered, digest: (await look(answered)).deskAnswer?.digest, ...item };
    const input = { requestId: `desk-${mutation}-${JSON.stringify(item).length}-${person.sub.length}`, items: [one] };
    const { data, errors } = await does(person, mutation, input, 'results { refusal { code rule } }');
    expect(errors, JSON.stringify(errors)).toBeUndefined();
    const done = data?.[mutation] as { readonly results: readonly { readonly refusal: Refusal | null }[] } | undefined;
    return done?.results.map(({ refusal }) => refusal) ?? [];
  };
  for (const mutation of ['decideDeskAnswers', 'countersignMany']) {
    const empty = await does(cast.head, mutation, { requestId: `desk-empty-${mutation}`, items: [] }, 'results { appealId }');
    expect(empty.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    const anybody: Person = { sub: 'anybody', kind: 'ANONYMOUS' };
    const unknown = await does(anybody, mutation, { requestId: `desk-anybody-${mutation}`, items: [] }, 'results { appealId }');
    expect(unknown.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    tried.add(mutation);
  }
  // Whoever is not signed in may do it: what stops him is the proof.
  const unknown = { channel: 'QR_CODE', regionId: demoPlace.village, text: '路灯坏了。', anonymous: true, proof: 'none' };
  const anybodyAtAll: Person = { sub: 'anybody', kind: 'ANONYMOUS' };
  const unproved = await does(anybodyAtAll, 'submitWithoutAccount', {
    requestId: 'desk-unproved',
    ...unknown,
  });
  expect(unproved.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'proof' });
  tried.add('submitWithoutAccount');
  // Whoever brings a receipt may say what became of its notice: what stops others is that they have none.
  const untold = { requestId: 'desk-no-receipt', receipt: `${answered}.none`, what: 'OPENED' };
  const unreceived = await does(anybodyAtAll, 'reportNotice', untold, 'status');
  expect(unreceived.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  tried.add('reportNotice');
  // Of an appeal without files there is none to open: whoever may read it hears so, everybody else that there is no appeal.
  const openNone = (who: Person) =>
    does(who, 'openAttachment', { requestId: `desk-open-${who.sub}`, appealId: answered, attachmentId: 'none' }, 'ticket');
  expect((await openNone(cast.petitioner)).errors?.[0]?.extensions?.code).toMatch(/^(?:NOT_FOUND|RULE_VIOLATION)$/);
  expect((await openNone(elsewhere)).errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  expect((await openNone(anybodyAtAll)).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  tried.add('openAttachment');
  await tryExport(elsewhere, world, attempt);
  const accepts = { accepts: true, expectedVersion: await triageVersion(answered) };
  const blind = officer('511902002001.reviewer');
  expect(await refusals(blind, 'decideDeskAnswers', accepts)).toMatchObject([{ code: 'NOT_FOUND' }]);
  expect(await refusals(cast.handler, 'decideDeskAnswers', accepts)).toMatchObject([{ code: 'NOT_FOUND' }]);
  expect(await refusals(cast.villageReviewer, 'decideDeskAnswers', { ...accepts, expectedVersion: 99 })).toMatchObject([
    { code: 'CONFLICT' },
  ]);
  expect(await refusals(cast.villageReviewer, 'decideDeskAnswers', accepts)).toEqual([null]);
  expect(await refusals(cast.deputy, 'countersignMany', { expectedVersion: 1, digest: 'sm3:another' })).toMatchObject([
    { rule: 'countersign.digest' },
  ]);
};
