// Promise: whatever a client sends, valid, nearly so or meant ill, to whichever query or mutation, over HTTP and as whoever: it is
// answered with data or with a code of the registry, never INTERNAL, never a 5xx but UNAVAILABLE; what is refused changes nothing,
// what is hidden stays hidden, and the process lives. Of the inputs of a mutation a third is legal (by the reference model, which
// plays cases on until it is, by what a case offers, or made for it), a third is legal but for one thing, a third is drawn by the types
// alone; each mutation is accepted at least once, without an exception.
// FUZZ_INPUTS says how many inputs each field is given.
import { errorCodes } from '@daqidi/runtime';
import { ListCasesDocument, ListOrdersDocument, WholeAppealDocument } from '@daqidi/schemas/operations';
import { cast, demoPlace, type EmbeddedOptions, openEmbedded, type Person } from '@daqidi/standalone';
import { invariant, shareOf, useSeed } from '@daqidi/testing';
import { apiSchema } from './support/api-schema.js';
import { deskRecipes } from './support/chaos/desk-recipes.js';
import { type FuzzRequest, hostileRequests } from './support/chaos/fuzz-bodies.js';
import { createGuide, type Guide } from './support/chaos/fuzz-guide.js';
import { everyOperation, type FuzzOperation } from './support/chaos/fuzz-operations.js';
import { createFuzzer, type Pool } from './support/chaos/fuzz-values.js';
import { createKitchen, type LegalCommand, type Recipes } from './support/chaos/kitchen.js';
import { createOfferedGuide, type OfferedGuide } from './support/chaos/offered-guide.js';
import { officeRecipes } from './support/chaos/office-recipes.js';
import { paperRecipes } from './support/chaos/paper-recipes.js';
import { suggestionRecipes } from './support/chaos/suggestion-recipes.js';
import { districtOfTwoHandlers } from './support/chaos/two-handlers.js';
import { checkWorld } from './support/check-world.js';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';
import { mutationOf } from './support/model/answers.js';
import { fields } from './support/model/law.js';
import { everybody, type Somebody, township } from './support/model/people.js';
import { orderIdOf } from './support/model/play.js';
import { playScenario } from './support/scenario.js';
import type { RawAnswer } from './support/settling-world.js';
import { decisions } from './support/state.js';

const seed = useSeed();
const inputs = Number(process.env.FUZZ_INPUTS ?? shareOf(40));
/** Of three inputs of a mutation two are made from the beginning of a case on. */
const timeout = 180_000 + inputs * 60_000;

const street = `u-${township}`;
/** The scenario moves on to this day. */
const scenarioEndsOn = '2026-04-15';
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

/** What is done for many answers each by itself. */
const refusals = 'results { refusal { code } }';
const batches: Readonly<Record<string, string>> = {
  countersignMany: `mutation($input: CountersignManyInput!) { countersignMany(input: $input) { ${refusals} } }`,
  decideDeskAnswers: `mutation($input: DecideDeskAnswersInput!) { decideDeskAnswers(input: $input) { ${refusals} } }`,
};

let world: EmbeddedWorld;
let pool: Pool;
let ids: string[];
let hidden: string[];
let guide: Guide;
let beyond: OfferedGuide;
let recipes: Recipes;
let requests = 0;
const counts = new Map<string, { accepted: number; refused: number }>();
beforeAll(async () => {
  const limits = { ratePerSecond: 1_000_000, burst: 1_000_000, introspection: true };
  const open = (options: EmbeddedOptions) => openEmbedded({ ...options, edge: { limits } });
  world = await openEmbeddedWorld({ district: districtOfTwoHandlers(), open });
  await playScenario(world);
  const seenBy = async (person: Person) =>
    (await world.ask(person, ListCasesDocument, { first: 50 })).cases.edges.map(({ node }) => node.id);
  const [all, ordinary] = [await seenBy(cast.inspector), await seenBy(cast.clerk)];
  const secret = all.filter((id) => !ordinary.includes(id));
  const { appeal } = await world.ask(cast.inspector, WholeAppealDocument, { id: String(secret[0]), period: '2026-03' });
  invariant(appeal !== null, 'there is something to hide');
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
  guide = createGuide({
    below: seed.below,
    day: scenarioEndsOn,
    orderId: (about, order) => orderIdOf(world, about, order),
    send: async ({ who, field, input }) => {
      const answer = await ask(who, mutationOf(field), input);
      await world.settled();
      return answer;
    },
    wait: async (days) => world.passTime?.(new Date(world.clock.now() + days * 86_400_000).toISOString()),
  });
  beyond = createOfferedGuide(world, await apiSchema(world), guide);
  const kitchen = createKitchen(world);
  recipes = { ...officeRecipes(kitchen), ...deskRecipes(kitchen), ...suggestionRecipes(kitchen), ...paperRecipes(kitchen) };
});
afterAll(() => world.stop());

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
const proper = (who: Person, what: string, { status, text }: { readonly status: number; readonly text: string }): RawAnswer => {
  requests += 1;
  const about = `SEED=${seed.text}: ${who.sub}, ${what.slice(0, 900)}\n→ ${status} ${text.slice(0, 600)}`;
  const answer = JSON.parse(text) as RawAnswer;
  const codes = (answer.errors ?? []).map(({ extensions }) => String(extensions?.code));
  for (const code of codes) {
    expect(Object.hasOwn(errorCodes, code), about).toBe(true);
    expect(code, about).not.toBe('INTERNAL');
  }
  expect(codes.length > 0 || (answer.data !== undefined && answer.data !== null), about).toBe(true);
  expect(status < 500 || (status === 503 && codes.includes('UNAVAILABLE')), about).toBe(true);
  // Nor through the text of an error, but for what the caller himself sent.
  if (blind.some(({ sub }) => sub === who.sub))
    for (const secret of hidden) expect(what.includes(secret) || !text.includes(secret), `leaked: ${about}`).toBe(true);
  return answer;
};

const ask = async (person: Person, query: string, input: Readonly<Record<string, unknown>>): Promise<RawAnswer> => {
  const body = JSON.stringify({ query, variables: { input: { requestId: `legal-${++requests}`, ...input } } });
  return proper(person, body, await send(person, { name: 'guided', body }));
};

const count = (field: string, what: 'accepted' | 'refused'): void => {
  const counted = counts.get(field) ?? { accepted: 0, refused: 0 };
  counted[what] += 1;
  counts.set(field, counted);
};

test(
  `every query and mutation, ${inputs} inputs each (SEED=${seed.text})`,
  async () => {
    const { argumentsFor, oneOf, spoil } = createFuzzer(seed.below, pool);
    const operations = everyOperation(await apiSchema(world));
    /** Those that the reference model knows when to expect; the others are drawn by their types. */
    const modelled = new Set(['submitAppeal', ...fields]);
    const offered = new Set(beyond.fields);
    const began = performance.now();

    /** Whether it was accepted; what was refused has changed nothing. */
    const judged = async (field: string, answer: RawAnswer, before: object, about: string): Promise<boolean> => {
      const outcome = answer.data?.[field];
      const taken = outcome !== undefined && outcome !== null;
      count(field, taken ? 'accepted' : 'refused');
      if (taken) await world.settled();
      else
        expect(await decisions(world.embedded), `SEED=${seed.text}: a refusal changed something: ${about}`).toStrictEqual(before);
      return taken;
    };

    /** Drawn by the types alone; on cases that the guide knows nothing of. */
    const wild = async ({ field, mutation, query }: FuzzOperation): Promise<void> => {
      const person = oneOf(people);
      const body = JSON.stringify({ query, variables: argumentsFor(field.args) });
      const before = mutation ? await decisions(world.embedded) : {};
      const answer = proper(person, body, await send(person, { name: field.name, body }));
      if (!mutation || !(await judged(field.name, answer, before, body.slice(0, 600)))) return;
      const { appeal } = (answer.data?.[field.name] ?? {}) as { readonly appeal?: { readonly id: string } };
      // What came in is there for the others to work on.
      if (field.name === 'submitAppeal' && appeal !== undefined) ids.push(appeal.id);
    };

    /** As it is legal, or but for one thing so, or by somebody else: what was asked, and whether it was accepted, as it must be where nothing was spoilt. */
    const tried = async (
      field: string,
      mutation: string,
      legal: { readonly who: Somebody; readonly input: Readonly<Record<string, unknown>> },
      spoilt: boolean,
    ) => {
      const somebody = spoilt && seed.below(4) === 0;
      const who = somebody ? oneOf(everybody) : legal.who;
      const input = spoilt && !somebody ? spoil(legal.input) : legal.input;
      const before = await decisions(world.embedded);
      const answer = await ask(who, mutation, input);
      const about = `${who.sub} ${field} ${JSON.stringify(input).slice(0, 600)}`;
      const taken = await judged(field, answer, before, about);
      expect(taken || spoilt, `SEED=${seed.text}: legal, but refused: ${about}\n${JSON.stringify(answer.errors)}`).toBe(true);
      return { who, input, answer, taken };
    };

    /** On a case of the reference model's. */
    const guided = async (field: string, spoilt: boolean): Promise<void> => {
      const legal = await guide.legal(field);
      const { who, input, answer, taken } = await tried(field, mutationOf(field), legal, spoilt);
      const elsewhere = input.appealId !== legal.input.appealId || input.orderId !== legal.input.orderId;
      if (taken && !elsewhere) guide.accepted({ ...legal, who, input }, answer);
      for (const { id, barred, petitioner } of guide.cases.slice(-1))
        if (barred.includes(street) && petitioner === cast.petitioner.sub && !hidden.includes(id)) hidden.push(id);
    };

    /** As it is offered to somebody on a case that the model has let go of, or has been made for it. */
    const led = async ({ field: { name }, query }: FuzzOperation, legal: LegalCommand, spoilt: boolean): Promise<void> => {
      const { answer } = await tried(name, batches[name] ?? query, legal, spoilt);
      if (!spoilt) expect(JSON.stringify(answer.data?.[name]), `SEED=${seed.text}: ${name}`).not.toContain('"refusal":{');
    };

    for (let round = 0; round < inputs; round += 1)
      for (const operation of operations)
        if (round % 3 === 2) await wild(operation);
        else if (modelled.has(operation.field.name)) await guided(operation.field.name, round % 3 === 1);
        else if (offered.has(operation.field.name))
          await led(operation, await beyond.legal(operation.field.name), round % 3 === 1);
        else {
          const recipe = recipes[operation.field.name];
          if (recipe === undefined) await wild(operation);
          else await led(operation, await recipe(), round % 3 === 1);
        }

    const seconds = ((performance.now() - began) / 1_000).toFixed(0);
    process.stdout.write(`# ${requests} requests in ${seconds} s, ${guide.cases.length} cases played on\n`);
    for (const [field, { accepted, refused }] of counts)
      process.stdout.write(`# ${field}: ${accepted} accepted, ${refused} refused\n`);
    for (const { field, mutation } of operations) {
      const { accepted = 0, refused = 0 } = counts.get(field.name) ?? {};
      expect(
        !mutation || (accepted > 0 && (inputs < 40 || refused > 0)),
        `${field.name}: ${accepted} accepted, ${refused} refused`,
      ).toBe(true);
    }
  },
  timeout,
);

test(
  `requests that are wrong as a whole (SEED=${seed.text})`,
  async () => {
    await world.settled();
    const known = await decisions(world.embedded);
    for (const request of hostileRequests)
      for (const person of [cast.petitioner, cast.head, anybody]) proper(person, request.name, await send(person, request));
    expect(await decisions(world.embedded)).toStrictEqual(known);
  },
  timeout,
);

test(
  'afterwards it is alive, and everything is in order',
  async () => {
    expect((await fetch(`${world.url}/healthz`)).status).toBe(200);
    expect(({} as { admin?: unknown }).admin, 'no prototype was touched').toBeUndefined();
    await world.settled();
    expect(await checkWorld(world)).toStrictEqual([]);
  },
  timeout,
);
