// Promise: an answered suggestion is kept for everybody to find, with what became of it; nothing says who made it, and no secret is in it.
import { handled, type LedgerWorld, openLedgerWorld, sealed } from './support/ledger-world.js';

let world: LedgerWorld;
beforeEach(async () => {
  world = await openLedgerWorld();
});
afterEach(() => world.stop());

const answered = async (outcome: string): Promise<string> => {
  const appealId = world.newAppeal();
  await world.hears('intake', 'AppealSubmitted', appealId);
  await world.hears('triage', 'AppealAssessed', appealId, { category: 'SUGGESTION' });
  await world.officer('north-handler').does('acceptEntry', { appealId });
  await closes(appealId, outcome);
  return appealId;
};
const closes = async (appealId: string, outcome: string): Promise<void> => {
  await world.officer('north-handler').does('proposeResult', { appealId, outcome, text: '已研究,答复如下。' });
  const digest = (await world.tools.model.entries.collection.byId(appealId))?.state.result?.digest;
  await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
  await world.officer('north-deputy').does('countersign', { appealId, digest });
  await world.officer('north-head').does('countersign', { appealId, digest });
  await sealed(world, appealId);
};
const listed = async (filter = '', who = world.anybody()) => {
  const query = `{ suggestions${filter} { total edges { node { id outcome measure dueOn doneAt text report unit { id } } } } }`;
  const { data } = await who.asks(query);
  return (data as { suggestions: { edges: { node: { id: string } }[] } }).suggestions.edges.map(({ node }) => node);
};
const ids = async (filter = '') => (await listed(filter)).map(({ id }) => id);
const measure = 'suggestion { version measure }';
const version = async (appealId: string) => (await world.tools.model.suggestions.collection.byId(appealId))?.version ?? 0;
const plans = async (person: string, appealId: string, change: object = {}) => {
  const plan = { appealId, expectedVersion: await version(appealId), text: '在村口加装两盏路灯。', dueOn: '2026-06-30' };
  return world.officer(person).does('planMeasure', { ...plan, ...change }, measure);
};
const reports = async (person: string, appealId: string) =>
  world
    .officer(person)
    .does('reportMeasureDone', { appealId, expectedVersion: await version(appealId), report: '路灯已装好。' }, measure);

it('is found by outcome, subject and place once it is answered, by anybody; other categories are not in it', async () => {
  const other = await handled(world);
  await closes(other, 'SOLVED');
  const [adopted, refused] = [await answered('ADOPTED'), await answered('NOT_ADOPTED')];
  expect(new Set(await ids())).toEqual(new Set([adopted, refused]));
  expect(await ids('(outcome: NOT_ADOPTED)')).toEqual([refused]);
  expect(await ids('(regionId: "511902001", subject: "s", outcome: ADOPTED)')).toEqual([adopted]);
  expect(await ids('(regionId: "511902002")')).toEqual([]);
  expect(JSON.stringify(await listed())).not.toContain('zhang');
});

it('leads to a measure where it was adopted, by whoever answered it, and is done once', async () => {
  const appealId = await answered('PARTLY_ADOPTED');
  expect(await reports('north-handler', appealId)).toMatchObject({ rule: 'suggestion.no-measure' });
  expect(await plans('north-handler', appealId, { dueOn: '2026-03-01' })).toMatchObject({
    rule: 'suggestion.date',
    field: 'dueOn',
  });
  expect(await plans('north-handler', appealId)).toMatchObject({ code: null, data: { suggestion: { measure: 'PLANNED' } } });
  expect(await plans('north-deputy', appealId, { dueOn: '2026-07-31' })).toMatchObject({ code: null });
  expect((await plans('south-handler', appealId)).code).toBe('NOT_FOUND');
  expect((await plans('north-1', appealId)).code).toBe('FORBIDDEN');
  expect(await ids('(measure: PLANNED)')).toEqual([appealId]);
  expect(await reports('north-handler', appealId)).toMatchObject({ data: { suggestion: { measure: 'DONE' } } });
  expect(await reports('north-handler', appealId)).toMatchObject({ rule: 'suggestion.done' });
  expect(await plans('north-handler', appealId)).toMatchObject({ rule: 'suggestion.done' });
  expect(await listed('(measure: DONE)')).toMatchObject([
    { dueOn: '2026-07-31', doneAt: expect.any(String), text: null, report: null },
  ]);
  expect(await listed('', world.officer('north-head'))).toMatchObject([{ text: '在村口加装两盏路灯。', report: '路灯已装好。' }]);
  expect(JSON.stringify(world.said(appealId))).not.toContain('路灯');
});

it('leads to nothing where it was not adopted', async () => {
  const appealId = await answered('NOT_ADOPTED');
  expect(await plans('north-handler', appealId)).toMatchObject({ rule: 'suggestion.not-adopted' });
});

it('leaves the bank when its case becomes a secret, for whoever asks', async () => {
  const appealId = await answered('ADOPTED');
  const secret = {
    number: 5,
    restricted: true,
    barred: ['unit:u-south@2024'],
    recused: ['unit:u-south@2024'],
    offices: ['LETTERS'],
  };
  await world.hears('supervision', 'ScopeStated', appealId, secret);
  expect(await listed()).toEqual([]);
  expect(await listed('', world.officer('letters-1'))).toEqual([]);
  expect(await world.tools.model.suggestions.audit()).toEqual([]);
});

describe('by its words', () => {
  const text = '经研究,老旧小区加装电梯由街道统一申报。';
  const published = async (appealId: string, words = text): Promise<void> => {
    const publication = async () => (await world.tools.model.publications.collection.byId(appealId))?.version ?? 0;
    const does = async (person: string, mutation: string, input: object) =>
      world
        .officer(person)
        .does(mutation, { appealId, expectedVersion: await publication(), ...input }, 'publicationFile { version }');
    await does('north-handler', 'proposePublication', { text: words });
    await does('north-deputy', 'checkPublication', { agrees: true });
    expect(await does('clerk', 'checkPublication', { agrees: true })).toMatchObject({ code: null });
  };
  const asks = (word: string) => world.anybody().asks(`{ suggestions(word: "${word}") { edges { node { publicText } } } }`);

  it('is found once the public has been told, until that is taken down', async () => {
    const [appealId, other] = [await answered('ADOPTED'), await answered('NOT_ADOPTED')];
    expect(await ids('(word: "电梯")')).toEqual([]);
    await published(appealId);
    await published(other, '经研究,电动车集中充电暂不设置。');
    for (const word of ['电梯', '加装电梯', ' 加、装 ']) expect(await ids(`(word: "${word}")`)).toEqual([appealId]);
    expect(new Set(await ids('(word: "研究")'))).toEqual(new Set([appealId, other]));
    expect(await ids('(word: "研究", outcome: NOT_ADOPTED)')).toEqual([other]);
    expect(await ids('(word: "梯加")')).toEqual([]);
    expect((await asks('电梯')).data).toMatchObject({ suggestions: { edges: [{ node: { publicText: text } }] } });
    for (const word of ['电', '老旧小区加', '、,。'])
      expect(await asks(word)).toMatchObject({ rule: 'search.word', field: 'word' });
    const version_ = (await world.tools.model.publications.collection.byId(appealId))?.version ?? 0;
    const taken = { appealId, expectedVersion: version_, reason: '涉及个人信息,撤下复核。' };
    expect(await world.officer('letters-1').does('takeDownPublication', taken, 'publicationFile { version }')).toMatchObject({
      code: null,
    });
    expect(await ids('(word: "电梯")')).toEqual([]);
    expect(await world.tools.model.suggestions.audit()).toEqual([]);
  });

  it('is found by nobody when its case becomes a secret', async () => {
    const appealId = await answered('ADOPTED');
    await published(appealId);
    await world.hears('supervision', 'ScopeStated', appealId, {
      number: 5,
      restricted: true,
      barred: ['unit:u-south@2024'],
      offices: ['LETTERS'],
    });
    expect(await ids('(word: "电梯")')).toEqual([]);
  });
});

describe('several on one matter', () => {
  const handling = async (petitioner: string): Promise<string> => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId, {
      petitioner: { personId: petitioner, kind: 'NAMED', protected: false },
    });
    await world.hears('triage', 'AppealAssessed', appealId, { category: 'SUGGESTION' });
    await world.officer('north-handler').does('acceptEntry', { appealId });
    return appealId;
  };
  const entryVersion = async (appealId: string) => (await world.tools.model.entries.collection.byId(appealId))?.version ?? 0;
  const answers = async (appealIds: readonly string[], requestId?: string) => {
    const entries = await Promise.all(
      appealIds.map(async (appealId) => ({ appealId, expectedVersion: await entryVersion(appealId) })),
    );
    const input = {
      entries,
      outcome: 'ADOPTED',
      text: '已采纳,统一加装电梯。',
      ...(requestId === undefined ? {} : { requestId }),
    };
    return world
      .officer('north-handler')
      .does('answerSuggestions', input, 'answers { appealId code rule ledgerEntry { stage } }');
  };

  it('are answered with the same words, each petitioner by himself', async () => {
    const [one, other] = [await handling('zhang'), await handling('li')];
    const busy = await answered('ADOPTED');
    expect(await answers([one, busy, other])).toMatchObject({
      code: null,
      data: {
        answers: [
          { appealId: one, code: null, ledgerEntry: { stage: 'SIGNING_OFF' } },
          { appealId: busy, code: 'RULE_VIOLATION', rule: 'entry.stage', ledgerEntry: null },
          { appealId: other, code: null, ledgerEntry: { stage: 'SIGNING_OFF' } },
        ],
      },
    });
    const seen = async (who: string, id: string) =>
      (await world.petitioner(who).asks('query($id: ID!) { ledgerEntry(id: $id) { result { text } } }', { id })).data;
    expect(await seen('zhang', one)).toEqual({ ledgerEntry: { result: { text: '已采纳,统一加装电梯。' } } });
    expect(await seen('zhang', other)).toEqual({ ledgerEntry: null });
    const [first, second] = [
      await world.tools.model.entries.collection.byId(one),
      await world.tools.model.entries.collection.byId(other),
    ];
    expect(first?.state.result?.digest).not.toBe(second?.state.result?.digest);
  });

  it('are 1 to 20, each once; where none can be answered that is the answer', async () => {
    const one = await handling('zhang');
    expect(await answers([])).toMatchObject({ rule: 'suggestion.entries', field: 'entries' });
    expect(await answers([one, one])).toMatchObject({ rule: 'suggestion.entries' });
    expect(await answers([await handled(world)])).toMatchObject({ rule: 'entry.outcome' });
    expect(await answers(['no-such-appeal-anywhere'])).toMatchObject({ code: 'NOT_FOUND' });
  });
});
