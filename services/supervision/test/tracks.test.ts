// Promise: two tracks watch a complaint, two people hold them, each concludes for itself, and whatever they find in whatever order, what they
// find apart is decided once by somebody above both.
import fc from 'fast-check';
import { accessOf, clocksOf, type DualState, nextDueAt, noDual, noFacts } from '../src/domain/dual-oversight.js';
import { decideDisagreement } from '../src/domain/joint-decision.js';
import {
  type Concluding,
  concludeTrack,
  heldTrack,
  namesCase,
  noteTrack,
  openTracks,
  rederiveClocks,
  requestMaterial,
  takeTrack,
  timeOut,
} from '../src/domain/tracks.js';
import {
  acting,
  appealId,
  at,
  clock,
  conference,
  discipline,
  given,
  late,
  letters,
  opened,
  taken,
  text,
  typesOf,
} from './support/dual-states.js';

const concluding: Concluding = { finding: 'SUBSTANTIATED', text, transfer: null, pressure: null, conference };
const conclude = (state: DualState, track: 'LETTERS' | 'DISCIPLINE', change: Partial<Concluding> = {}, facts = noFacts) =>
  concludeTrack(state, facts, track, track === 'LETTERS' ? letters : discipline, { ...concluding, ...change });
const concluded = (state: DualState, track: 'LETTERS' | 'DISCIPLINE', change: Partial<Concluding> = {}) =>
  given(state, conclude(state, track, change), track === 'LETTERS' ? 'letters-1' : 'discipline-1');

describe('a track', () => {
  it('opens once, together with the other', () => {
    expect(typesOf(openTracks(noDual, appealId, clock))).toEqual(['TrackOpened', 'TrackOpened']);
    expect(openTracks(opened, appealId, clock)).toEqual([]);
    expect(takeTrack(noDual, 'LETTERS', letters)).toEqual({ refused: 'track.status' });
  });

  it('is taken by somebody of its desk, who holds not the other, where nobody competent holds it', () => {
    expect(takeTrack(opened, 'LETTERS', discipline)).toEqual({ refused: 'track.desk' });
    expect(takeTrack(taken, 'LETTERS', acting('letters-2'))).toEqual({ refused: 'track.taken' });
    expect(typesOf(takeTrack(taken, 'LETTERS', acting('letters-2', ['letters-1'])))).toEqual(['TrackTaken']);
    const both = { person: 'letters-1', isCompetent: (someone: string) => someone === 'letters-1' };
    expect(takeTrack(taken, 'DISCIPLINE', both)).toEqual({ refused: 'track.both' });
    expect(takeTrack(concluded(taken, 'LETTERS'), 'LETTERS', acting('letters-2', ['letters-1']))).toEqual({
      refused: 'track.status',
    });
  });

  it('is worked on by whoever holds it, as long as he may, and no more once it has concluded', () => {
    expect([heldTrack(taken, 'LETTERS', acting('letters-1', ['letters-1'])), heldTrack(noDual, 'LETTERS', letters)]).toEqual([
      null,
      null,
    ]);
    const request = { track: 'LETTERS', unitId: 'u', text } as const;
    const asking = { mayBeAsked: true, namesCase: false };
    for (const other of [acting('letters-2'), discipline, acting('letters-1', ['letters-1'])]) {
      expect(noteTrack(taken, 'LETTERS', other, text)).toEqual({ refused: 'track.inspector' });
      expect(requestMaterial(taken, other, request, asking)).toEqual({ refused: 'track.inspector' });
      expect(concludeTrack(taken, noFacts, 'LETTERS', other, concluding)).toEqual({ refused: 'track.inspector' });
    }
    const done = concluded(taken, 'LETTERS');
    for (const decided of [
      noteTrack(done, 'LETTERS', letters, text),
      requestMaterial(done, letters, request, asking),
      conclude(done, 'LETTERS'),
    ])
      expect(decided).toEqual({ refused: 'track.status' });
    expect(typesOf(noteTrack(done, 'DISCIPLINE', discipline, text))).toEqual(['TrackNoted']);
  });

  it('counts its notes and keeps none of them', () => {
    const noted = given(taken, noteTrack(taken, 'LETTERS', letters, text), 'letters-1');
    expect([noted.tracks.LETTERS?.notes, noted.tracks.DISCIPLINE?.notes]).toEqual([1, 0]);
    expect(JSON.stringify(noted)).not.toContain(text.commitment);
  });

  it('asks only units that may be asked, in words that name no case', () => {
    const ask = (mayBeAsked: boolean, names: boolean) =>
      requestMaterial(taken, letters, { track: 'LETTERS', unitId: 'u', text }, { mayBeAsked, namesCase: names });
    expect([ask(false, false), ask(true, true)]).toEqual([{ refused: 'material.unit' }, { refused: 'material.names-case' }]);
    expect(typesOf(ask(true, false))).toEqual(['MaterialRequested']);
  });
});

describe('a text for a unit', () => {
  it.each([
    ['the id', `请提供 ${appealId} 的材料`],
    ['a unified code', '关于511902-20260302-4820917-K的材料'],
    ['a code without dashes', '511902202603024820917'],
    ['a code in full width', '５１１９０２－２０２６０３０２－４８２０９１７－Ｋ'],
    ['a code with blanks and long dashes', '511902 — 20260302 — 4820917'],
  ])('names a case by %s', (_, written) => {
    expect(namesCase(written, appealId)).toBe(true);
  });

  it('names none by numbers that people need', () => {
    for (const written of [
      '请提供 2024 年 3 月至 2026 年 2 月的台账',
      '合同编号 20240315-4820917',
      '0827-5223456',
      '51190220260302',
    ])
      expect(namesCase(written, appealId)).toBe(false);
  });
});

describe('a conclusion', () => {
  it('hands a clue on with where it went, and nothing else with it', () => {
    expect(conclude(taken, 'LETTERS', { finding: 'TRANSFERRED' })).toEqual({ refused: 'track.transfer' });
    expect(conclude(taken, 'LETTERS', { transfer: text })).toEqual({ refused: 'track.transfer' });
    expect(typesOf(conclude(taken, 'LETTERS', { finding: 'TRANSFERRED', transfer: text }))).toEqual(['TrackConcluded']);
  });

  it('says whether there was pressure exactly where the petitioner has withdrawn', () => {
    const withdrew = { ...noFacts, withdrew: true };
    expect(conclude(taken, 'LETTERS', {}, withdrew)).toEqual({ refused: 'track.pressure' });
    expect(conclude(taken, 'LETTERS', { pressure: 'NOT_FOUND' })).toEqual({ refused: 'track.pressure' });
    expect(typesOf(conclude(taken, 'LETTERS', { pressure: 'NOT_FOUND' }, withdrew))).toEqual(['TrackConcluded']);
  });

  it('that another contradicts goes to the conference; a clue that was handed on contradicts nothing', () => {
    const findings = ['SUBSTANTIATED', 'PARTLY_SUBSTANTIATED', 'UNSUBSTANTIATED', 'TRANSFERRED'] as const;
    const with_ = (finding: (typeof findings)[number]) => ({ finding, transfer: finding === 'TRANSFERRED' ? text : null });
    fc.assert(
      fc.property(fc.constantFrom(...findings), fc.constantFrom(...findings), fc.boolean(), (one, other, lettersFirst) => {
        const [first, second] = lettersFirst ? (['LETTERS', 'DISCIPLINE'] as const) : (['DISCIPLINE', 'LETTERS'] as const);
        const differs = one !== other && one !== 'TRANSFERRED' && other !== 'TRANSFERRED';
        const half = concluded(taken, first, with_(one));
        expect(half.disagreement).toBeNull();
        expect(concluded(half, second, with_(other)).disagreement?.about ?? null).toBe(differs ? 'CONCLUSIONS' : null);
      }),
    );
  });
});

describe('a disagreement about findings', () => {
  const apart = concluded(concluded(taken, 'LETTERS'), 'DISCIPLINE', { finding: 'UNSUBSTANTIATED' });
  const verdict = { about: 'CONCLUSIONS', agreed: null, finding: 'SUBSTANTIATED', reason: text } as const;

  it('is decided for one of the two findings, once, and by no answer to another question', () => {
    expect(decideDisagreement(taken, verdict)).toEqual({ refused: 'joint.agreed' });
    expect(decideDisagreement(apart, { ...verdict, about: 'DECISION' })).toEqual({ refused: 'joint.agreed' });
    for (const wrong of [{ finding: null }, { agreed: true }, { finding: 'PARTLY_SUBSTANTIATED' as const }])
      expect(decideDisagreement(apart, { ...verdict, ...wrong })).toEqual({ refused: 'joint.answer' });
    const decided = given(apart, decideDisagreement(apart, verdict), 'leader');
    expect(decided).toMatchObject({
      disagreement: null,
      conference: 'CONFERENCE',
      decided: { finding: 'SUBSTANTIATED', by: 'leader', at },
    });
    expect(decideDisagreement(decided, verdict)).toEqual({ refused: 'joint.agreed' });
  });

  it('has a clock of its own, which ends with it', () => {
    expect(clocksOf(apart).map(({ clock: kind, terms }) => [kind, terms.status])).toEqual([
      ['TRACK', 'ENDED'],
      ['TRACK', 'ENDED'],
      ['CONFERENCE', 'RUNNING'],
    ]);
    expect(nextDueAt(apart)).toBe(Date.parse(clock.dueAt) + 1);
    expect(timeOut(apart, (track) => track ?? 'heads')).toMatchObject([
      { data: { clock: 'CONFERENCE', track: null, unitId: 'heads' } },
    ]);
    expect(nextDueAt(given(apart, decideDisagreement(apart, verdict)))).toBeNull();
  });
});

describe('the clocks', () => {
  it('run out one at a time, each once, at the office that owes the conclusion', () => {
    const fired: unknown[] = [];
    let state: DualState = taken;
    for (let turn = 0; turn < 4; turn += 1) {
      const events = timeOut(state, (track) => track);
      fired.push(...events.map(({ data }) => ('unitId' in data ? data.unitId : null)));
      state = given(state, events);
    }
    expect(fired).toEqual(['DISCIPLINE', 'LETTERS']);
    expect(nextDueAt(state)).toBeNull();
    expect(timeOut(noDual, () => null)).toEqual([]);
  });

  it('go by a new holiday list each by its name, and what ran out too early runs again', () => {
    const overdue = given(taken, late({ clock: 'TRACK', track: 'LETTERS' }));
    const deadline = { ...clock, dueAt: '2026-03-11T15:59:59.999Z' };
    const derived = { before: clock.dueAt, deadline, lists: [] };
    const events = rederiveClocks(overdue, () => derived, Date.parse('2026-03-10T02:00:00.000Z'));
    expect(events).toMatchObject([
      { data: { clock: 'TRACK', track: 'DISCIPLINE', withdraws: false } },
      { data: { clock: 'TRACK', track: 'LETTERS', withdraws: true } },
    ]);
    const again = given(overdue, events);
    for (const track of ['DISCIPLINE', 'LETTERS'] as const)
      expect(again.tracks[track]?.clock).toMatchObject({ status: 'RUNNING', dueAt: deadline.dueAt });
    expect(rederiveClocks(noDual, () => derived, Date.parse(at))).toEqual([]);
  });
});

it('tracks are seen by their desks and whoever stands in, by no place and no unit; a secret by those alone who may know of it', () => {
  const scope = { number: 0, regionPath: ['d', 't'], barred: [], recused: [], restricted: false, offices: [] };
  expect(accessOf(noDual, { ...noFacts, scope })).toBeNull();
  expect(accessOf(taken, noFacts)).toBeNull();
  expect(accessOf(taken, { ...noFacts, scope })).toMatchObject({
    restricted: true,
    units: [],
    offices: ['LETTERS', 'SECRETARIAT', 'DISCIPLINE', 'CITY'],
  });
  const secret = { ...scope, restricted: true, offices: ['SECRETARIAT', 'CITY'] as const, barred: ['person:x'] };
  expect(accessOf(taken, { ...noFacts, scope: { ...secret, offices: [...secret.offices] } })).toMatchObject({
    offices: ['SECRETARIAT', 'CITY'],
    barred: ['person:x'],
  });
});
