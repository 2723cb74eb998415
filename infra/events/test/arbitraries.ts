import fc from 'fast-check';
import { type EventEnvelope, emptyStream, sealEvents } from '../src/index.js';

/** Runs a property with a seed that is printed, and taken from SEED when given. */
export const check = <Args>(property: fc.IProperty<Args>, runs = 200): void => {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`# SEED=${seed}\n`);
  fc.assert(property, { seed, numRuns: runs });
};

const json = fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' });
const word = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });

/** Streams of one to eight sealed events with arbitrary contents. */
export const chains: fc.Arbitrary<EventEnvelope[]> = fc
  .record({
    id: word,
    key: word,
    correlationId: word,
    actor: fc.record({ person: word, post: fc.option(word) }),
    now: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    cause: fc.option(fc.record({ id: word, time: fc.constant('2026-11-23T00:00:00.000Z'), correlationId: word }), {
      nil: undefined,
    }),
    request: fc.option(fc.record({ principal: word, id: word, inputHash: word }), { nil: undefined }),
    traceparent: fc.option(fc.constant('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'), { nil: undefined }),
    events: fc.array(
      fc.record({ type: fc.constantFrom('EntryOpened', 'EntryAssigned'), v: fc.integer({ min: 1, max: 9 }), data: json }),
      {
        minLength: 1,
        maxLength: 8,
      },
    ),
  })
  .map(({ id, ...rest }) => sealEvents({ ...rest, service: 'assignment', stream: `assignment:entry:${id}`, after: emptyStream }));
