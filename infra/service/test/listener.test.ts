// Promise: each event reaches every listener of its service and type, all of them or none counts as heard, and no other does.
import type { EventEnvelope } from '@daqidi/events';
import { earsOf, folding, foldsInto, on } from '../src/index.js';

const event = (service: string, type: string, data: object = {}) =>
  ({ service, type, data, id: 'e', stream: `${service}:x:1`, seq: 1, key: 'case' }) as unknown as EventEnvelope;

describe('listening', () => {
  it('reaches all listeners of that service and type, and nobody of another service', async () => {
    const heard: string[] = [];
    const note = (what: string) => async () => void heard.push(what);
    const { handlers, listensTo } = earsOf([
      on('triage', 'ClockOverdue', note('one')),
      on('triage', 'ClockOverdue', note('two')),
      on('assignment', 'ClockOverdue', note('three')),
    ]);
    expect(listensTo).toEqual(['triage', 'assignment']);
    expect(Object.keys(handlers)).toEqual(['ClockOverdue']);
    await handlers.ClockOverdue?.(event('triage', 'ClockOverdue'));
    expect(heard).toEqual(['one', 'two']);
    await handlers.ClockOverdue?.(event('intake', 'ClockOverdue'));
    expect(heard).toEqual(['one', 'two']);
  });

  it('fails where one listener fails, but not before the others are through', async () => {
    let finished = false;
    const { handlers } = earsOf([
      on('intake', 'AppealSubmitted', async () => {
        throw new Error('no');
      }),
      on('intake', 'AppealSubmitted', async () => {
        await new Promise((resolve) => setImmediate(resolve));
        finished = true;
      }),
    ]);
    await expect(handlers.AppealSubmitted?.(event('intake', 'AppealSubmitted'))).rejects.toThrow('no');
    expect(finished).toBe(true);
  });

  it('to nothing asks for no topic', () => {
    expect(earsOf([])).toEqual({ listensTo: [], handlers: {} });
  });
});

describe('folding', () => {
  it('hands each event with its own fold to whoever keeps what is known', async () => {
    const known = new Map<string, number>();
    const counts = foldsInto<number>();
    const folds = [
      counts('intake', 'AppealEvaluated', (sum, { data }) => sum + data.round),
      counts('assignment', 'AppealClosed', (sum) => sum + 10),
    ];
    const { handlers } = earsOf(folding(folds, async ({ key }, fold) => void known.set(key, fold(known.get(key) ?? 0))));
    await handlers.AppealEvaluated?.(event('intake', 'AppealEvaluated', { round: 2 }));
    await handlers.AppealClosed?.(event('assignment', 'AppealClosed'));
    expect(known.get('case')).toBe(12);
  });
});
