import { digestOf } from '@daqidi/kernel';
import type { AssignmentEvents } from '@daqidi/schemas';
import type { EntryEvent, EntryState } from './entry.js';
import type { EntryFacts } from './entry-facts.js';

/** How far a stream of the case is: its last number, and that event's hash. */
export interface StreamHead {
  readonly stream: string;
  readonly seq: number;
  readonly hash: string;
}

/** Every service that opens streams about a case, but this one (architecture, Dossier and periods). */
const askedServices = ['intake', 'triage', 'supervision'] as const;
export type AskedService = (typeof askedServices)[number];

type Question = Pick<AssignmentEvents['CloseRequested'], 'round' | 'number'>;

/** What a service said last to a request to close; its streams, or why not. */
export type Answer = Question &
  ({ readonly heads: readonly StreamHead[] } | { readonly reason: AssignmentEvents['ClosingHeldUp']['reason'] });
export type Answers = Readonly<Partial<Record<AskedService, Answer>>>;

/** From the last signature on, until the case is closed. */
export interface Closing {
  readonly request: AssignmentEvents['CloseRequested'];
  /** The last signature. */
  readonly signedAt: string;
  readonly heldUp: Pick<AssignmentEvents['ClosingHeldUp'], 'service' | 'reason'> | null;
}

const isAbout = (request: Question, answer: Question | undefined): boolean =>
  answer?.round === request.round && answer.number === request.number;

const inOrder = (heads: readonly StreamHead[]): readonly StreamHead[] =>
  [...heads].sort(({ stream: one }, { stream: other }) => (one < other ? -1 : 1));

/** What follows from what the services have said so far: held up as soon as one says no, closed once all have said yes. */
export const concludeClosing = (
  { stage, closing }: EntryState,
  { answers }: Pick<EntryFacts, 'answers'>,
): readonly EntryEvent[] => {
  if (stage !== 'SEALING' || closing === null) return [];
  const { request, signedAt } = closing;
  const { appealId, round, number, category: _, ...said } = request;
  const given = askedServices.flatMap((service) => {
    const answer = answers[service];
    return answer !== undefined && isAbout(request, answer) ? [{ service, answer }] : [];
  });
  const denied = given.flatMap(({ service, answer }) => ('reason' in answer ? [{ service, reason: answer.reason }] : []))[0];
  if (denied !== undefined) return [{ type: 'ClosingHeldUp', v: 1, data: { appealId, round, number, ...denied } }];
  if (given.length < askedServices.length) return [];
  const heads = inOrder(given.flatMap(({ answer }) => ('heads' in answer ? answer.heads : [])));
  return [
    {
      type: 'AppealClosed',
      v: 1,
      data: { appealId, round, ...said, signedAt, streams: heads.length, streamsDigest: digestOf(heads) },
    },
  ];
};

/** Whoever said no to this request has taken that back: all are asked anew, since their streams have gone on. */
export const askAgain = ({ closing, closingsAsked }: EntryState, lifted: Question): readonly EntryEvent[] =>
  closing === null || closing.heldUp === null || !isAbout(closing.request, lifted)
    ? []
    : [{ type: 'CloseRequested', v: 1, data: { ...closing.request, number: closingsAsked + 1 } }];
