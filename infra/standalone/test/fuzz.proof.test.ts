// Promise: whatever a client sends, valid, nearly so or meant ill, to whichever query or mutation, over HTTP and as whoever: it is
// answered with data or with a code of the registry, never INTERNAL, never a 5xx but UNAVAILABLE; what is refused changes nothing,
// what is hidden stays hidden, and the process lives. FUZZ_INPUTS says how many inputs each field is given.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkPlatform, type Services } from '@daqidi/ops';
import { errorCodes } from '@daqidi/runtime';
import {
  cast,
  demoPlace,
  ListCasesDocument,
  ListOrdersDocument,
  openEmbedded,
  type Person,
  WholeAppealDocument,
} from '@daqidi/standalone';
import { apiSchema } from './support/api-schema.js';
import { type FuzzRequest, hostileRequests } from './support/chaos/fuzz-bodies.js';
import { everyOperation, type FuzzOperation } from './support/chaos/fuzz-operations.js';
import { createFuzzer, type Pool } from './support/chaos/fuzz-values.js';
import { useSeed } from './support/chaos/seed.js';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';
import { playScenario } from './support/scenario.js';
import { decisions } from './support/state.js';

const seed = useSeed();
const inputs = Number(process.env.FUZZ_INPUTS ?? 40);
const timeout = 120_000 + inputs * 10_000;

const anybody: Person = { sub: 'anybody', kind: 'ANONYMOUS' };
/** People who must not learn of the restricted appeal: those it accuses, and those it does not concern. */
const blind: readonly Person[] = [
  cast.handler,
  cast.deputy,
  cast.head,
  cast.lettersReviewer,
  cast.villageReviewer,
  { sub: 'petitioner-2', kind: 'PETITIONER' },
  anybody,
];
const sighted: readonly Person[] = [
  cast.petitioner,
  cast.clerk,
  cast.lettersOfficer,
  cast.inspector,
  { sub: 'leading-group.admin', kind: 'OFFICER' },
  { sub: 'city-office', kind: 'MACHINE' },
];
const people = [...blind, ...sighted];

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

let world: EmbeddedWorld;
let pool: Pool;
let ids: string[];
let hidden: readonly string[];
before(async () => {
  const limits = { ratePerSecond: 1_000_000, burst: 1_000_000 };
  world = await openEmbeddedWorld({ open: (options) => openEmbedded({ ...options, limits }) });
  await playScenario(world);
  const seenBy = async (person: Person) =>
    (await world.ask(person, ListCasesDocument, { first: 50 })).cases.edges.map(({ node }) => node.id);
  const [all, ordinary] = [await seenBy(cast.inspector), await seenBy(cast.clerk)];
  const secret = all.filter((id) => !ordinary.includes(id));
  const { appeal } = await world.ask(cast.inspector, WholeAppealDocument, { id: String(secret[0]), period: '2026-03' });
  assert.ok(appeal !== null, 'there is something to hide');
  hidden = [appeal.id, appeal.unifiedCode];
  const orders = (await world.ask(cast.lettersOfficer, ListOrdersDocument, { first: 50 })).supervisionOrders.edges.map(
    ({ node }) => node.id,
  );
  ids = [...all, ...secret, ...secret, 'x'.repeat(22)];
  const units = [`u-${demoPlace.township}`, 'u-housing', 'u-nobody'];
  pool = {
    id: ids,
    appealId: ids,
    orderId: orders.length > 0 ? orders : ['x'.repeat(22)],
    regionId: [demoPlace.village, demoPlace.township, demoPlace.district, '999999'],
    unitId: units,
    unitIds: units,
    proposedUnitId: units,
    accusedUnitIds: units,
    channel: ['WINDOW', 'MINI_PROGRAM', 'NOBODY'],
    subject: ['城乡建设/城市建设和市政管理', '没有这一类'],
    level: ['DISTRICT', 'TOWNSHIP', 'VILLAGE'],
    grade: ['D1', 'D2', 'D3'],
    period: ['2026-03', '2026-04', '1970-01'],
    unifiedCode: [appeal.unifiedCode, '511902-20260302-0000000-0'],
    queryCode: ['123456', 'AAAAAAAA'],
    expectedVersion: [1, 1, 1, 2, 2, 3, 4, 5],
    first: [1, 5, 20],
  };
});
after(() => world.stop());

const send = async (person: Person, request: FuzzRequest): Promise<{ readonly status: number; readonly text: string }> => {
  const token = person.kind === 'ANONYMOUS' ? null : await world.embedded.token(person);
  const response = await fetch(`${world.url}/graphql${request.search ?? ''}`, {
    method: request.method ?? 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...request.headers,
    },
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  return { status: response.status, text: await response.text() };
};

/** Every answer has to be like this; answers what was answered. */
const proper = (who: Person, what: string, { status, text }: { readonly status: number; readonly text: string }): Answer => {
  const about = `SEED=${seed.text}: ${who.sub}, ${what.slice(0, 600)}\n→ ${status} ${text.slice(0, 600)}`;
  const answer = JSON.parse(text) as Answer;
  const codes = (answer.errors ?? []).map(({ extensions }) => String(extensions?.code));
  for (const code of codes) assert.ok(Object.hasOwn(errorCodes, code) && code !== 'INTERNAL', about);
  assert.ok(codes.length > 0 || (answer.data !== undefined && answer.data !== null), about);
  assert.ok(status < 500 || (status === 503 && codes.includes('UNAVAILABLE')), about);
  if (blind.includes(who)) {
    const data = JSON.stringify(answer.data ?? null);
    for (const secret of hidden) assert.ok(!data.includes(secret), `leaked: ${about}`);
  }
  return answer;
};

test(`every query and mutation, ${inputs} inputs each (SEED=${seed.text})`, { timeout }, async () => {
  const { argumentsFor, oneOf } = createFuzzer(seed.below, pool);
  const operations = everyOperation(await apiSchema(world));
  let known = await decisions(world.embedded);
  let accepted = 0;
  const tryOne = async ({ field, mutation, query }: FuzzOperation): Promise<void> => {
    const person = oneOf(people);
    const body = JSON.stringify({ query, variables: argumentsFor(field.args) });
    const { data } = proper(person, body, await send(person, { name: field.name, body }));
    if (!mutation) return;
    const outcome = data?.[field.name] as { readonly appeal?: { readonly id: string } } | null | undefined;
    if (outcome === undefined || outcome === null) {
      const about = `SEED=${seed.text}: a refusal changed something: ${body.slice(0, 600)}`;
      assert.deepEqual(await decisions(world.embedded), known, about);
      return;
    }
    accepted += 1;
    await world.settled();
    known = await decisions(world.embedded);
    // What came in is there for the others to work on.
    if (field.name === 'submitAppeal' && outcome.appeal !== undefined) ids.push(outcome.appeal.id);
  };
  for (let round = 0; round < inputs; round += 1) for (const operation of operations) await tryOne(operation);
  process.stdout.write(`# ${accepted} mutations were accepted\n`);
});

test(`requests that are wrong as a whole (SEED=${seed.text})`, { timeout }, async () => {
  await world.settled();
  const known = await decisions(world.embedded);
  for (const request of hostileRequests)
    for (const person of [cast.petitioner, cast.head, anybody]) proper(person, request.name, await send(person, request));
  assert.deepEqual(await decisions(world.embedded), known);
});

test('afterwards it is alive, and everything is in order', { timeout }, async () => {
  assert.equal((await fetch(`${world.url}/healthz`)).status, 200);
  assert.equal(({} as { admin?: unknown }).admin, undefined, 'no prototype was touched');
  await world.settled();
  const { services } = world.embedded.platform;
  assert.deepEqual(await checkPlatform(Object.fromEntries(services.map((each) => [each.name, each])) as unknown as Services), []);
});
