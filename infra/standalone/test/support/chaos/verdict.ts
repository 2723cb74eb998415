import type { EventEnvelope } from '@daqidi/events';
import { principalKey } from '@daqidi/identity';
import { checkPlatform, type Services } from '@daqidi/ops';
import { decodePosition } from '@daqidi/subgraph';
import { invariant } from '@daqidi/testing';
import type { Accepted } from './stubborn-client.js';

const allEvents = async (services: Services): Promise<readonly EventEnvelope[]> => {
  const events: EventEnvelope[] = [];
  for (const { store } of Object.values(services))
    for await (const page of store.archive.collection.pages()) for (const { event } of page) events.push(event);
  return events;
};

const keyOf = (principal: string, requestId: string): string => `${principal} ${requestId}`;

/** Each request that was acted on began one decision; each that was acknowledged is among them, where its position says. */
const requestsOnce = (events: readonly EventEnvelope[], accepted: readonly Accepted[]): void => {
  const first = new Map<string, EventEnvelope>();
  for (const event of events) {
    if (event.request === undefined) continue;
    const key = keyOf(event.request.principal, event.request.id);
    expect(first.get(key)?.id, `${key} is there twice`).toBeUndefined();
    first.set(key, event);
  }
  for (const { person, requestId, position } of accepted) {
    const { stream, seq } = decodePosition(position);
    const event = first.get(keyOf(principalKey({ person: person.sub, kind: person.kind }), requestId));
    invariant(event !== undefined, `${requestId} of ${person.sub} was acknowledged, and is lost`);
    expect(event.stream).toBe(stream);
    expect(event.seq, `${event.id} is not behind its position`).toBeLessThanOrEqual(seq);
  }
};

/** CLOSED means four slots filled on one digest, by four signatures, none by the same official twice. Answers how many are closed. */
const fourSlots = (events: readonly EventEnvelope[]): number => {
  const closings = events.filter(({ type }) => type === 'AppealClosed');
  for (const { stream, data } of closings) {
    const { digest } = data as { readonly digest: string };
    const slots = events.filter(
      (event) => event.stream === stream && event.type === 'SlotFilled' && (event.data as { digest: string }).digest === digest,
    );
    const names = slots.map((event) => (event.data as { readonly slot: string }).slot);
    expect(names.sort(), `${stream} has its four signatures`).toStrictEqual([
      'HANDLER',
      'LEADER_IN_CHARGE',
      'MAIN_LEADER',
      'PETITIONER',
    ]);
    expect(new Set(slots.map(({ actor }) => actor.person)).size, `${stream}: four people`).toBe(4);
  }
  expect(new Set(closings.map(({ stream }) => stream)).size, 'each closed once').toBe(closings.length);
  return closings.length;
};

interface Head {
  readonly stream: string;
  readonly seq: number;
  readonly hash: string;
}

/** What a closing stated of other streams is really in them: it can be shown later that nothing before it was changed. */
const headsAreReal = (events: readonly EventEnvelope[]): void => {
  const hashes = new Map(events.map(({ stream, seq, hash }) => [`${stream} ${seq}`, hash]));
  for (const { id, type, data } of events) {
    if (type !== 'StreamsStated') continue;
    for (const { stream, seq, hash } of (data as { readonly streams: readonly Head[] }).streams)
      expect(hashes.get(`${stream} ${seq}`), `${id} states ${stream} at ${seq}`).toBe(hash);
  }
};

/** A clock that ran out says so once. */
const timersOnce = (events: readonly EventEnvelope[]): void => {
  const fired = new Set<string>();
  for (const { type, stream, data } of events) {
    if (type !== 'ClockDueSoon' && type !== 'ClockOverdue') continue;
    const key = `${stream} ${type} ${JSON.stringify(data)}`;
    expect(fired, `${key} fired once`).not.toContain(key);
    fired.add(key);
  }
};

/** How much there is. */
export interface Judged {
  readonly events: number;
  readonly closed: number;
  readonly ofType: (type: string) => number;
}

/**
 * What must hold once everything is quiet, whatever happened before: nothing acknowledged is lost, nothing is doubled, and the
 * operator's check finds nothing (chains, timers, effects, rows, custody).
 */
export const judge = async (services: Services, accepted: readonly Accepted[]): Promise<Judged> => {
  const events = await allEvents(services);
  requestsOnce(events, accepted);
  timersOnce(events);
  headsAreReal(events);
  const closed = fourSlots(events);
  expect(await checkPlatform(services)).toStrictEqual([]);
  return { events: events.length, closed, ofType: (type) => events.filter((event) => event.type === type).length };
};
