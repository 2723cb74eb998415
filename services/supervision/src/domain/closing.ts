import { digestOf } from '@daqidi/kernel';
import type { AssignmentEvents, Finding, SupervisionEvents, TrackName } from '@daqidi/schemas';
import type { OversightEvent, OversightFacts, OversightState } from './oversight.js';

type Reason = SupervisionEvents['CloseDenied']['reason'];
type StreamHead = SupervisionEvents['StreamsStated']['streams'][number];

/** A request to close that was refused, until what it was refused for is done. */
export type Denied = Omit<SupervisionEvents['CloseDenied'], 'reason'>;

/** What the orders about handling and the two tracks told of themselves. */
export interface OpenMatters {
  readonly orders: Readonly<Record<string, 'OPEN' | 'ENDED'>>;
  readonly findings: Readonly<Partial<Record<TrackName, Finding>>>;
  /** Whether the conference has said which of two findings stands. */
  readonly decided: boolean;
  /** Where the streams were that told it, by their names. */
  readonly heads: Readonly<Record<string, Omit<StreamHead, 'stream'>>>;
}

export const noMatters: OpenMatters = { orders: {}, findings: {}, decided: false, heads: {} };

/** An order about handling is counted from the moment on at which it is going to be issued. */
export const withOrder = (known: OpenMatters, orderId: string, now: 'OPEN' | 'ENDED'): OpenMatters => ({
  ...known,
  orders: { ...known.orders, [orderId]: known.orders[orderId] === 'ENDED' ? 'ENDED' : now },
});

/** What was decided on is among what is stated: a head that was read earlier gives way to the event that told of the end. */
const withTold = (heads: readonly StreamHead[], { heads: told }: OpenMatters): readonly StreamHead[] => {
  const read = new Map(heads.map((head) => [head.stream, head]));
  const later = Object.entries(told).flatMap(([stream, head]) =>
    head.seq > (read.get(stream)?.seq ?? 0) ? [{ stream, ...head }] : [],
  );
  return [...heads.filter(({ stream }) => later.every((one) => one.stream !== stream)), ...later];
};

/** A clue that was handed on is no finding that another could contradict. */
const differ = ({ findings, decided }: OpenMatters): boolean =>
  !decided && new Set(Object.values(findings).filter((finding) => finding !== 'TRANSFERRED')).size > 1;

/** What the case may not be closed over now (domain, 2.4); null where nothing is in the way. */
const reasonAgainst = (
  { watched, proposal }: OversightState,
  { matters }: OversightFacts,
  isComplaint: boolean,
): Reason | null => {
  if (Object.values(matters.orders).includes('OPEN')) return 'ORDERS';
  if ((isComplaint || watched) && Object.keys(matters.findings).length < 2) return 'TRACKS';
  if (differ(matters)) return 'DISAGREEMENT';
  return proposal === null ? null : 'JOINT_DECISION';
};

/** As many as an event names; a case has a few. */
const headsNamed = 200;

/** In order of their names; what goes beyond is one line, by number and digest. */
const bounded = (heads: readonly StreamHead[]): StreamHead[] => {
  const sorted = [...heads].sort(({ stream: one }, { stream: other }) => (one < other ? -1 : 1));
  if (sorted.length <= headsNamed) return sorted;
  const rest = sorted.slice(headsNamed - 1);
  return [...sorted.slice(0, headsNamed - 1), { stream: 'supervision:others', seq: rest.length, hash: digestOf(rest) }];
};

/** What supervision says to a request to close the case: how far the streams are that it has opened about it, or why not. */
export const answerClosing = (
  state: OversightState,
  facts: OversightFacts,
  { appealId, round, number, category }: AssignmentEvents['CloseRequested'],
  heads: readonly StreamHead[],
): readonly OversightEvent[] => {
  const question = { appealId, round, number };
  const isComplaint = category === 'COMPLAINT';
  const reason = reasonAgainst(state, facts, isComplaint);
  return reason === null
    ? [{ type: 'StreamsStated', v: 1, data: { ...question, streams: bounded(withTold(heads, facts.matters)) } }]
    : [{ type: 'CloseDenied', v: 1, data: { ...question, reason, isComplaint } }];
};

/** Says that what a request was refused for is done. */
export const liftDenial = (state: OversightState, facts: OversightFacts): readonly OversightEvent[] => {
  const { denied } = state;
  if (denied === null || reasonAgainst(state, facts, denied.isComplaint) !== null) return [];
  const { appealId, round, number } = denied;
  return [{ type: 'DenialLifted', v: 1, data: { appealId, round, number } }];
};
