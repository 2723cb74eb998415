// Promise: a case is closed only over what is concluded, and what its volume names are the streams as far as they were decided on.
import type { Finding, TrackName } from '@daqidi/schemas';
import { answerClosing, liftDenial, noMatters, type OpenMatters, withOrder } from '../src/domain/closing.js';
import { accuses, evolve, noFacts, noOversight, type OversightEvent, type OversightState } from '../src/domain/oversight.js';

type Question = Parameters<typeof answerClosing>[2];
const question = { appealId: 'a', round: 1, number: 1, category: 'RESOLUTION' } as Question;
const complaint = { ...question, category: 'COMPLAINT' } as Question;
const both: Partial<Record<TrackName, Finding>> = { LETTERS: 'SUBSTANTIATED', DISCIPLINE: 'SUBSTANTIATED' };
const knowing = (change: Partial<OpenMatters>) => ({ ...noFacts, matters: { ...noMatters, ...change } });
const proposed: OversightState = {
  ...noOversight,
  proposal: {
    appealId: 'a',
    decision: 'END_SECRECY',
    digest: 'd',
    removed: null,
    reason: { vaultId: 'v', commitment: 'c' },
    by: 'i',
    at: 't',
  },
};
const watched: OversightState = { ...noOversight, watched: true };
const answered = (facts = noFacts, asked = question, state = noOversight) => {
  const [event] = answerClosing(state, facts, asked, []);
  return event?.type === 'CloseDenied' ? event.data.reason : event?.type;
};

describe('a request to close', () => {
  it('is answered with the first thing that is in the way, and with the streams where nothing is', () => {
    expect(answered()).toBe('StreamsStated');
    const everything = { orders: { one: 'OPEN' as const }, findings: { ...both, LETTERS: 'UNSUBSTANTIATED' as const } };
    expect(answered(knowing(everything), complaint, proposed)).toBe('ORDERS');
    expect(answered(knowing({ findings: { LETTERS: 'SUBSTANTIATED' } }), complaint, proposed)).toBe('TRACKS');
    expect(answered(knowing({ findings: everything.findings }), complaint, proposed)).toBe('DISAGREEMENT');
    expect(answered(knowing({ findings: both }), complaint, proposed)).toBe('JOINT_DECISION');
    expect(answered(knowing({ findings: both }), complaint)).toBe('StreamsStated');
  });

  it('waits for both tracks of what ever accused somebody, whatever category it came to have', () => {
    expect([answered(noFacts, question, watched), answered(knowing({ findings: both }), question, watched)]).toEqual([
      'TRACKS',
      'StreamsStated',
    ]);
    expect([accuses({ units: [], persons: [], since: 2024 }), accuses({ units: [], persons: ['x'], since: 2024 })]).toEqual([
      false,
      true,
    ]);
  });

  it('is not kept waiting by an order that has ended, heard of in whatever order', () => {
    const open = withOrder(noMatters, 'one', 'OPEN');
    expect([answered(knowing(open)), answered(knowing(withOrder(open, 'one', 'ENDED')))]).toEqual(['ORDERS', 'StreamsStated']);
    expect(answered(knowing(withOrder(withOrder(noMatters, 'one', 'ENDED'), 'one', 'OPEN')))).toBe('StreamsStated');
    expect(answered(knowing(withOrder(withOrder(open, 'two', 'OPEN'), 'one', 'ENDED')))).toBe('ORDERS');
  });

  it('is not kept waiting by findings apart that the conference has decided on, nor by a clue that was handed on', () => {
    const apart = { findings: { LETTERS: 'SUBSTANTIATED', DISCIPLINE: 'UNSUBSTANTIATED' } } as const;
    expect([answered(knowing(apart), complaint), answered(knowing({ ...apart, decided: true }), complaint)]).toEqual([
      'DISAGREEMENT',
      'StreamsStated',
    ]);
    expect(answered(knowing({ findings: { LETTERS: 'TRANSFERRED', DISCIPLINE: 'UNSUBSTANTIATED' } }), complaint)).toBe(
      'StreamsStated',
    );
  });
});

describe('what was denied', () => {
  const given = (state: OversightState, events: readonly OversightEvent[]) =>
    events.reduce((known, event) => evolve(known, { ...event, time: 't', actor: { person: 'system' } }), state);
  const open = knowing({ orders: { one: 'OPEN' } });

  it('is asked for again once nothing is in the way, and once', () => {
    expect(liftDenial(noOversight, noFacts)).toEqual([]);
    const denied = given(noOversight, answerClosing(noOversight, open, question, []));
    expect(denied.denied).toEqual({ appealId: 'a', round: 1, number: 1, isComplaint: false });
    expect(liftDenial(denied, open)).toEqual([]);
    const lifted = liftDenial(denied, noFacts);
    expect(lifted).toEqual([{ type: 'DenialLifted', v: 1, data: { appealId: 'a', round: 1, number: 1 } }]);
    expect(liftDenial(given(denied, lifted), noFacts)).toEqual([]);
  });

  it('is still a complaint’s when that is looked at again, and forgotten when a later request is answered', () => {
    const denied = given(noOversight, answerClosing(noOversight, noFacts, complaint, []));
    expect(liftDenial(denied, noFacts)).toEqual([]);
    expect(liftDenial(denied, knowing({ findings: both }))).toHaveLength(1);
    const later = given(denied, answerClosing(denied, knowing({ findings: both }), { ...complaint, number: 2 }, []));
    expect([later.denied, liftDenial(later, knowing({ findings: both }))]).toEqual([null, []]);
  });
});

describe('the streams of a volume', () => {
  const stated = (heads: Parameters<typeof answerClosing>[3], facts = noFacts) => {
    const [event] = answerClosing(noOversight, facts, question, heads);
    if (event?.type !== 'StreamsStated') throw new Error('nothing was stated');
    return event.data.streams;
  };
  const head = (stream: string, seq = 1) => ({ stream, seq, hash: `h${seq}` });

  it('are named in one order, each as far as the event that the answer rests on', () => {
    const told = { heads: { b: { seq: 3, hash: 'h3' }, c: { seq: 1, hash: 'h1' } } };
    expect(stated([head('b', 2), head('a')], knowing(told))).toEqual([head('a'), head('b', 3), head('c')]);
    expect(stated([head('b', 5)], knowing(told))).toEqual([head('b', 5), head('c')]);
  });

  it('are named one by one up to two hundred; what goes beyond is one line that stands for all of it', () => {
    const heads = (count: number, seq = 1) =>
      Array.from({ length: count }, (_, index) => head(`s${String(index).padStart(4, '0')}`, index === count - 1 ? seq : 1));
    expect(stated(heads(200))).toHaveLength(200);
    const many = stated([...heads(250)].reverse());
    expect([many.length, many.at(-2)?.stream]).toEqual([200, 's0198']);
    expect(many.at(-1)).toMatchObject({ stream: 'supervision:others', seq: 51, hash: expect.stringMatching(/^sm3:/) });
    expect(many.at(-1)?.hash).not.toBe(stated(heads(250, 2)).at(-1)?.hash);
  });
});
