// Promise: whatever is proposed to both tracks, in whatever order it is heard of, taken back and answered, each proposal is asked about one at
// a time, is decided or lapses once, and no consent to one counts for another.
import fc from 'fast-check';
import { type DualFacts, type DualState, nextDueAt, noDual, noFacts, type Proposed } from '../src/domain/dual-oversight.js';
import {
  askConsent,
  decideDisagreement,
  lapse,
  notConsenting,
  stateConsent,
  withoutProposed,
  withProposed,
} from '../src/domain/joint-decision.js';
import { timeOut } from '../src/domain/tracks.js';
import { acting, appealId, clock, conference, discipline, given, letters, taken, text, typesOf } from './support/dual-states.js';

const proposal = (digest: string, decision: Proposed['decision'] = 'DISMISSAL', proposedBy = 'panel'): Proposed => ({
  appealId,
  decision,
  digest,
  proposedBy,
});
const heard = (...all: readonly Proposed[]): DualFacts => all.reduce(withProposed, noFacts);
const asked = (proposed: Proposed = proposal('d1')): DualState => given(taken, askConsent(taken, heard(proposed), clock));
const answer = (digest: string, agrees: boolean) => ({ digest, agrees, reason: agrees ? null : text, conference });
const consent = (state: DualState, who: typeof letters, agrees: boolean, digest = 'd1') =>
  stateConsent(state, who.person.startsWith('letters') ? 'LETTERS' : 'DISCIPLINE', who, answer(digest, agrees));
const consented = (state: DualState, who: typeof letters, agrees: boolean) =>
  given(state, consent(state, who, agrees), who.person);

describe('a proposal', () => {
  it('is asked about once there are tracks, and nothing else is asked about', () => {
    expect(askConsent(taken, noFacts, clock)).toEqual([]);
    expect(askConsent(noDual, heard(proposal('d1')), clock)).toEqual([]);
    expect(askConsent(asked(), heard(proposal('d1'), proposal('d2')), clock)).toEqual([]);
    expect(asked().asked).toMatchObject({
      digest: 'd1',
      proposedBy: 'panel',
      consents: {},
      clock: { kind: 'CONSENT', status: 'RUNNING' },
    });
  });

  it('that was withdrawn lapses where it is asked about, and the next has its turn', () => {
    const facts = heard(proposal('d2'));
    expect(lapse(asked(), facts, 'd9', clock)).toEqual([]);
    expect(typesOf(lapse(asked(), noFacts, 'd1', clock))).toEqual(['ConsentLapsed']);
    expect(given(asked(), lapse(asked(), facts, 'd1', clock)).asked).toMatchObject({ digest: 'd2' });
  });

  it('is not asked about again once it was answered, though it is still heard of', () => {
    const both = consented(consented(asked(), letters, true), discipline, true);
    expect(both).toMatchObject({ asked: null, answered: ['d1'] });
    expect(askConsent(both, heard(proposal('d1')), clock)).toEqual([]);
    expect(given(both, askConsent(both, heard(proposal('d1'), proposal('d2')), clock)).asked).toMatchObject({ digest: 'd2' });
  });
});

describe('a consent', () => {
  it('is given by whoever holds the track, once, to exactly what is asked, and a no says why', () => {
    expect(consent(taken, letters, true)).toEqual({ refused: 'joint.none' });
    expect(consent(asked(), acting('letters-2'), true)).toEqual({ refused: 'track.inspector' });
    expect(consent(asked(), acting('letters-1', ['letters-1']), true)).toEqual({ refused: 'track.inspector' });
    expect(consent(asked(), letters, true, 'd2')).toEqual({ refused: 'joint.digest' });
    expect(stateConsent(asked(), 'LETTERS', letters, { ...answer('d1', false), reason: null })).toEqual({
      refused: 'joint.reason',
    });
    expect(consent(consented(asked(), letters, true), letters, false)).toEqual({ refused: 'joint.once' });
  });

  it('is not given by whoever proposed it in the review; a track that proposes speaks for itself', () => {
    for (const decision of ['DISMISSAL', 'VERDICT'] as const)
      expect(consent(asked(proposal('d1', decision, 'letters-1')), letters, true)).toEqual({ refused: 'joint.own' });
    for (const decision of ['REMOVE_ACCUSED', 'END_SECRECY'] as const)
      expect(typesOf(consent(asked(proposal('d1', decision, 'letters-1')), letters, true))).toEqual(['ConsentStated']);
  });

  it('of both decides; of both apart it is the conference’s, and nobody changes his mind meanwhile', () => {
    for (const agrees of [true, false])
      expect(consent(consented(asked(), letters, agrees), discipline, agrees)).toMatchObject([
        { type: 'ConsentStated' },
        { type: 'JointDecisionDecided', data: { digest: 'd1', agreed: agrees } },
      ]);
    const apart = consented(consented(asked(), letters, true), discipline, false);
    expect(apart).toMatchObject({ disagreement: { about: 'DECISION' }, asked: { clock: { status: 'ENDED' } } });
    expect(notConsenting(apart, 'LETTERS', letters)).toEqual({ refused: 'joint.open' });
    const decided = decideDisagreement(apart, { about: 'DECISION', agreed: true, finding: null, reason: text });
    expect(typesOf(decided)).toEqual(['DisagreementDecided', 'JointDecisionDecided']);
    expect(given(apart, decided)).toMatchObject({ asked: null, disagreement: null, decided: { agreed: true } });
  });

  it('of somebody who may not go on has not been given: the other alone decides nothing, and a successor is asked', () => {
    const first = consented(asked(), letters, true);
    const recused = (person: string) => acting(person, ['letters-1']);
    expect(typesOf(stateConsent(first, 'DISCIPLINE', recused('discipline-1'), answer('d1', true)))).toEqual(['ConsentStated']);
    const successor = given(first, [{ type: 'TrackTaken', v: 1, data: { appealId, track: 'LETTERS' } }], 'letters-2');
    expect(notConsenting(successor, 'LETTERS', recused('letters-2'))).toBeNull();
  });

  it('that is missing when its time runs out is the first track’s that owes one', () => {
    const early = given(taken, askConsent(taken, heard(proposal('d1')), { ...clock, dueAt: '2026-03-04T15:59:59.999Z' }));
    expect(nextDueAt(early)).toBe(Date.parse('2026-03-04T15:59:59.999Z') + 1);
    const owes = (state: DualState) => timeOut(state, (track) => track)[0]?.data;
    expect(owes(early)).toMatchObject({ clock: 'CONSENT', track: null, unitId: 'DISCIPLINE' });
    expect(owes(consented(early, discipline, true))).toMatchObject({ clock: 'CONSENT', unitId: 'LETTERS' });
  });
});

it('a verdict of the conference answers what was asked: stands or not about a decision, a finding about findings', () => {
  const apart = consented(consented(asked(), letters, true), discipline, false);
  const verdict = { about: 'DECISION', agreed: true, finding: null, reason: text } as const;
  for (const wrong of [{ agreed: null }, { finding: 'SUBSTANTIATED' as const }])
    expect(decideDisagreement(apart, { ...verdict, ...wrong })).toEqual({ refused: 'joint.answer' });
});

it('whatever is proposed, withdrawn and answered in whatever order, each proposal has one end, one at a time', () => {
  const digests = ['d1', 'd2', 'd3'] as const;
  const step = fc.record({
    what: fc.constantFrom('propose', 'withdraw', 'consent', 'look'),
    of: fc.constantFrom(...digests),
    agrees: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let [state, facts] = [taken, noFacts as DualFacts];
      const ended: string[] = [];
      const happens = (decided: ReturnType<typeof consent>, person = 'system') => {
        if (!('length' in decided)) return;
        for (const event of decided) {
          if (event.type === 'ConsentAsked') expect(state.asked).toBeNull();
          if (event.type === 'ConsentLapsed' || event.type === 'JointDecisionDecided') ended.push(event.data.digest);
          state = given(state, [event], person);
        }
      };
      for (const { what, of, agrees } of steps) {
        if (what === 'propose' && !ended.includes(of)) {
          facts = withProposed(facts, proposal(of));
          happens(askConsent(state, facts, clock));
        } else if (what === 'withdraw') {
          facts = withoutProposed(facts, of);
          happens(lapse(state, facts, of, clock));
        } else if (what === 'consent') {
          const who = agrees ? letters : discipline;
          happens(consent(state, who, true, of), who.person);
        } else happens(askConsent(state, facts, clock));
      }
      happens(askConsent(state, facts, clock));
      expect(new Set(ended).size).toBe(ended.length);
      // Nothing that was heard of and not withdrawn waits while nothing is asked.
      const waiting = facts.proposed.filter(({ digest }) => !ended.includes(digest));
      expect(state.asked === null).toBe(waiting.length === 0);
    }),
  );
});
