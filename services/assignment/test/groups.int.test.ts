// Promise: a group signs by the majority of its representatives, each once and on what he read; dissent is kept and decides nothing, and of a
// tie or of too few the centre makes its attempts.
import { commitQueryCode } from '@daqidi/kernel';
import type { Satisfaction } from '@daqidi/schemas';
import fc from 'fast-check';
import { majorityOf, satisfactionOf } from '../src/domain/group.js';
import {
  digestOf,
  type LedgerWorld,
  openLedgerWorld,
  proposed,
  queryCode,
  result,
  stateOf,
  typesSaid,
} from './support/ledger-world.js';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.stop());

const codes = ['2345-2345-2345-2345', '3456-3456-3456-3456', '4567-4567-4567-4567', '5678-5678-5678-5678'];
/** `zhang` and others, who are known by their codes alone. */
const group = (representatives: number) => ({
  petitioner: {
    personId: 'zhang',
    kind: 'GROUP',
    protected: false,
    group: {
      members: representatives + 7,
      others: codes
        .slice(0, representatives - 1)
        .map((code, index) => ({ personId: `representative-${index + 2}`, queryCode: commitQueryCode('salt', code) })),
    },
  },
});
const signing = (representatives: number) => proposed(world, group(representatives));

interface UpForSigning {
  readonly appealId: string;
  readonly digest: string;
}
/** The first is signed in, the others bring their codes. */
const who = (number: number) => (number === 1 ? world.petitioner('zhang') : world.anybody());
const codeOf = (number: number) => (number === 1 ? {} : { queryCode: codes[number - 2] });
const agrees = (up: UpForSigning, number: number, satisfaction: Satisfaction = 'SATISFIED') =>
  who(number).does('confirmResult', { ...up, ...codeOf(number), satisfaction });
const refuses = (up: UpForSigning, number: number) =>
  who(number).does('refuseResult', { ...up, ...codeOf(number), reason: '还有两户没有解决。' });
const slotOf = async ({ appealId }: UpForSigning) =>
  (await stateOf(world, appealId))?.slots.find(({ slot }) => slot === 'PETITIONER');

describe('a group', () => {
  it('that splits 3 : 2 has signed with the third, whoever dissents, and the dissent is kept', async () => {
    const up = await signing(5);
    expect(await refuses(up, 2)).toMatchObject({ code: null });
    expect(await agrees(up, 1, 'VERY_SATISFIED')).toMatchObject({ code: null });
    expect(await refuses(up, 4)).toMatchObject({ code: null });
    expect(await agrees(up, 3, 'DISSATISFIED')).toMatchObject({ code: null });
    expect(await slotOf(up)).toBeUndefined();
    expect(await agrees(up, 5)).toMatchObject({ code: null });
    expect(await slotOf(up)).toMatchObject({ form: 'GROUP', satisfaction: 'SATISFIED', by: { person: 'representative-5' } });
    expect(typesSaid(world, up.appealId).slice(-2)).toEqual(['RepresentativeAnswered', 'SlotFilled']);
    const read =
      'query($id: ID!) { ledgerEntry(id: $id) { representatives { number agrees reason } slots { name form by { id } } } }';
    const { data } = await who(1).asks(read, { id: up.appealId });
    expect(data).toMatchObject({
      ledgerEntry: {
        representatives: [
          { number: 1, agrees: true, reason: null },
          { number: 2, agrees: false, reason: '还有两户没有解决。' },
          { agrees: true },
          { agrees: false },
          { agrees: true },
        ],
        slots: [{}, { name: 'PETITIONER', form: 'GROUP', by: null }, {}, {}],
      },
    });
    expect(JSON.stringify(world.said(up.appealId))).not.toContain('两户');
  });

  it('whose majority refuses has refused, and answers anew on the next result', async () => {
    const up = await signing(3);
    await agrees(up, 1);
    await refuses(up, 2);
    expect(await refuses(up, 3)).toMatchObject({ code: null });
    expect(typesSaid(world, up.appealId).slice(-2)).toEqual(['RepresentativeAnswered', 'ResultRefused']);
    expect(await stateOf(world, up.appealId)).toMatchObject({ stage: 'HANDLING', answers: [], petitionerRefusals: 1 });
    await world.officer('north-handler').does('proposeResult', { appealId: up.appealId, ...result });
    const next = { appealId: up.appealId, digest: await digestOf(world, up.appealId) };
    expect(await agrees(up, 3)).toMatchObject({ rule: 'countersign.digest' });
    expect(await agrees(next, 3)).toMatchObject({ code: null });
    expect(await agrees(next, 2)).toMatchObject({ code: null });
    expect(await slotOf(next)).toMatchObject({ form: 'GROUP' });
    expect(await agrees(next, 1)).toMatchObject({ rule: 'countersign.turn' });
  });

  it('that ties is unreachable after the attempts of the centre, and not before', async () => {
    const up = await signing(4);
    for (const number of [1, 2]) await agrees(up, number);
    for (const number of [3, 4]) await refuses(up, number);
    expect(await slotOf(up)).toBeUndefined();
    expect(await stateOf(world, up.appealId)).toMatchObject({ stage: 'SIGNING_OFF' });
    const gone = { ...up, form: 'UNREACHABLE' };
    expect(await world.officer('clerk').does('fillPetitionerSlot', gone)).toMatchObject({ rule: 'countersign.attempts' });
    for (let day = 0; day < 3; day += 1) {
      await world
        .officer('north-clerk')
        .does('recordContactAttempt', { appealId: up.appealId, means: 'VISIT', representative: 2 });
      await world.until(new Date(world.clock.now() + 86_400_000).toISOString());
    }
    const sought = { appealId: up.appealId, means: 'VISIT' };
    for (const representative of [0, 5])
      expect(await world.officer('north-clerk').does('recordContactAttempt', { ...sought, representative })).toMatchObject({
        rule: 'group.sought',
      });
    const read = 'query($id: ID!) { ledgerEntry(id: $id) { contactAttempts(first: 1) { edges { node { representative } } } } }';
    const { data } = await world.officer('clerk').asks(read, { id: up.appealId });
    expect(data).toMatchObject({ ledgerEntry: { contactAttempts: { edges: [{ node: { representative: 2 } }] } } });
    expect(await world.officer('clerk').does('fillPetitionerSlot', gone)).toMatchObject({ code: null });
    expect(await slotOf(up)).toMatchObject({ form: 'UNREACHABLE', satisfaction: null });
  });

  it('has each of its representatives once, and nobody else', async () => {
    const up = await signing(3);
    expect(await agrees(up, 2)).toMatchObject({ code: null });
    expect(await agrees(up, 2)).toMatchObject({ rule: 'group.answered' });
    expect(await refuses(up, 2)).toMatchObject({ rule: 'group.answered' });
    const { appealId, digest } = up;
    const stranger = { ...up, satisfaction: 'SATISFIED' };
    expect(await world.petitioner('li').does('confirmResult', stranger)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.anybody().does('confirmResult', { ...stranger, queryCode: codes[3] })).toMatchObject({
      code: 'NOT_FOUND',
    });
    // At the centre each signs with his own code; nobody stands in for all.
    const centre = (input: object) => world.officer('clerk').does('fillPetitionerSlot', { appealId, digest, ...input });
    const proxy = { name: '张小红', relation: 'CHILD', document: 'POWER_OF_ATTORNEY', reference: '档2026-第0017号' };
    expect(await centre({ form: 'PROXY', satisfaction: 'SATISFIED', proxy })).toMatchObject({ rule: 'countersign.form' });
    expect(await centre({ form: 'GROUP', satisfaction: 'SATISFIED' })).toMatchObject({ rule: 'countersign.form' });
    expect(await centre({ form: 'BY_CODE', satisfaction: 'SATISFIED', queryCode: queryCode.code })).toMatchObject({ code: null });
    expect(await slotOf(up)).toMatchObject({ form: 'GROUP', by: { person: 'clerk' } });
  });

  it('is seen by each of its representatives as by one petitioner', async () => {
    const { appealId } = await signing(2);
    const entry = await world.tools.model.entries.collection.byId(appealId);
    expect(entry?.seenBy).toEqual(expect.arrayContaining(['person:zhang', 'person:representative-2']));
  });
});

describe('a majority', () => {
  const opinion = fc.record({
    agrees: fc.boolean(),
    satisfaction: fc.constantFrom<Satisfaction>('DISSATISFIED', 'SATISFIED', 'VERY_SATISFIED'),
  });

  it('is the same whatever the order of the answers, and one side’s alone', () => {
    fc.assert(
      fc.property(fc.array(opinion, { minLength: 1, maxLength: 5 }), fc.integer({ min: 0, max: 4 }), (answers, absent) => {
        const representatives = answers.length + absent;
        const backwards = [...answers].reverse();
        expect(majorityOf(backwards, representatives)).toBe(majorityOf(answers, representatives));
        expect(satisfactionOf(backwards)).toBe(satisfactionOf(answers));
        const turned = answers.map((one) => ({ ...one, agrees: !one.agrees }));
        const other = { AGREED: 'REFUSED', REFUSED: 'AGREED', none: null } as const;
        expect(majorityOf(turned, representatives)).toBe(other[majorityOf(answers, representatives) ?? 'none']);
      }),
    );
  });

  it('of two is both, and half is none', () => {
    const yes = { agrees: true, satisfaction: 'SATISFIED' } as const;
    expect(majorityOf([yes], 2)).toBeNull();
    expect(majorityOf([yes, yes], 2)).toBe('AGREED');
    expect(majorityOf([yes, yes], 4)).toBeNull();
  });

  it('is as satisfied as the lower of the two in the middle', () => {
    const said = (...all: Satisfaction[]) => satisfactionOf(all.map((satisfaction) => ({ agrees: true, satisfaction })));
    expect(said('VERY_SATISFIED', 'SATISFIED')).toBe('SATISFIED');
    expect(said('VERY_SATISFIED', 'DISSATISFIED', 'VERY_SATISFIED')).toBe('VERY_SATISFIED');
  });
});
