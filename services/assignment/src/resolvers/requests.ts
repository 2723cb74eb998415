import type { AssignmentEvents, TextReference } from '@daqidi/schemas';
import type { Context } from '../context.js';
import type { RequestKind } from '../domain/request.js';
import type { EntryDocument } from '../subject.js';
import { unitOf } from './directory.js';

type Texts = (reference: TextReference) => Promise<string | null>;

/** What was decided of a request, as its event told it. */
interface Said
  extends Pick<AssignmentEvents['ObjectionDecided'], 'unitId' | 'round' | 'reason' | 'askedBy' | 'askedAt' | 'answer'> {
  readonly at: string;
  readonly by: string;
  readonly granted: boolean;
  readonly final: boolean;
}

export const decidedRequest = async (kind: RequestKind, said: Said, textOf: Texts, context: Context) => ({
  kind,
  round: said.round,
  unit: unitOf(said.unitId, context),
  by: { id: said.askedBy },
  askedAt: said.askedAt,
  reason: await textOf(said.reason),
  dueAt: null,
  granted: said.granted,
  final: said.final,
  decidedAt: said.at,
  decidedBy: { id: said.by },
  answer: await textOf(said.answer),
});

/** What the unit asked last; its reason and answer for those who read the entry's texts. */
export const currentRequest = async ({ state: { request, round } }: EntryDocument, textOf: Texts, context: Context) => {
  if (request === null || request.round !== round) return null;
  const { kind, unitId, by, askedAt, reason, final, clock, decided } = request;
  return {
    kind,
    round,
    unit: unitOf(unitId, context),
    by: { id: by },
    askedAt,
    reason: await textOf(reason),
    dueAt: decided === null ? clock.dueAt : null,
    granted: decided?.granted ?? null,
    final,
    decidedAt: decided?.at ?? null,
    decidedBy: decided && { id: decided.by },
    answer: decided && (await textOf(decided.answer)),
  };
};
