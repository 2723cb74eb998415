import { isDeepStrictEqual } from 'node:util';
import { type EventEnvelope, type NewEvent, verifyChain } from '@daqidi/events';
import { idempotencyKeyOf } from '@daqidi/runtime';
import type { AggregateDocument } from './aggregate-document.js';
import { keysOf } from './aggregate-shape.js';
import type { AggregateSpec } from './next-document.js';

/** Something that a promise of the store rules out. */
export interface Finding {
  /** The stream, or the row, that it is about. */
  readonly about: string;
  readonly problem:
    | 'CHAIN'
    | 'HEAD'
    | 'STATE'
    | 'TIMER'
    | 'KEYS'
    | 'SCOPE'
    | 'OUTBOX'
    | 'LOST'
    | 'BEHIND'
    | 'APPLIED'
    | 'FACTS'
    | 'ROW'
    | 'CUSTODY';
  readonly detail: string;
}

/** Events of a stream as they will be archived: what is archived, then what still waits in the outbox. */
const historyOf = (archived: readonly EventEnvelope[], outbox: readonly EventEnvelope[]): readonly EventEnvelope[] => {
  const last = archived.at(-1)?.seq ?? 0;
  return [...archived, ...outbox.filter(({ seq }) => seq > last)];
};

const sameKeys = (one: readonly string[], other: readonly string[]): boolean =>
  isDeepStrictEqual([...one].sort(), [...other].sort());

/** What of an aggregate does not follow from its own events; nothing when all is well. Pure. */
export const auditAggregate = <State, Facts, Event extends NewEvent>(
  spec: AggregateSpec<State, Facts, Event>,
  stream: string,
  document: AggregateDocument<State, Facts>,
  archived: readonly EventEnvelope[],
): readonly Finding[] => {
  const events = historyOf(archived, document.outbox);
  const findings: Finding[] = [];
  const find = (problem: Finding['problem'], detail: string): void => void findings.push({ about: stream, problem, detail });

  const broken = verifyChain(events);
  if (broken !== null) find('CHAIN', `event ${broken.seq}: ${broken.problem}`);
  const last = events.at(-1);
  if ((last?.seq ?? 0) !== document.seq || (last?.hash ?? null) !== document.head)
    find('HEAD', `the document stands at ${document.seq}, its events end at ${last?.seq ?? 0}`);
  const state = events.reduce((known, event) => spec.evolve(known, event as never), spec.initialState);
  if (!isDeepStrictEqual(state, document.state)) find('STATE', 'the state does not follow from the events');
  const due = spec.nextDueAt(state);
  if (due !== (document.nextDueAt?.getTime() ?? null)) find('TIMER', 'the armed timer is not that of the running clock');
  if (!isDeepStrictEqual(keysOf(spec, document._id, state, document.facts), document.keys))
    find('KEYS', 'the keys are not those of state and facts');
  if (document.idempotencyKey !== (events[0]?.request === undefined ? undefined : idempotencyKeyOf(document._id)))
    find('KEYS', 'the idempotency key, by which a retried creation is found, is not that of the id');
  const { seenBy, barred } =
    document.seq === 0 && !spec.seenAsStub ? { seenBy: [], barred: [] } : spec.visibility(state, document.facts);
  if (!sameKeys(seenBy, document.seenBy) || !sameKeys(barred, document.barred))
    find('SCOPE', 'who may see it does not follow from state and facts');
  if (document.outbox.length > 0 && document.pendingAt === null) find('OUTBOX', 'events wait, but no sweep would find them');
  return findings;
};
