import { dayInShanghai } from '@daqidi/calendar';
import { permit } from '@daqidi/identity';
import { existsOn } from '@daqidi/kernel';
import type { AssignmentEvents, TextReference } from '@daqidi/schemas';
import type { Context } from '../context.js';
import type { RequestKind } from '../domain/request.js';
import type { QueryResolvers } from '../generated/schema.js';
import { type EntryDocument, subjectOf } from '../subject.js';
import { unitOf } from './directory.js';

type Texts = (reference: TextReference) => Promise<string | null>;

/** What was decided of a request, as its event told it. */
interface Said
  extends Pick<AssignmentEvents['ObjectionDecided'], 'unitId' | 'round' | 'reason' | 'askedBy' | 'askedAt' | 'answer'> {
  readonly at: string;
  readonly by: string;
  readonly granted: boolean;
  readonly final?: boolean;
  readonly days?: number;
  readonly ground?: string;
  readonly until?: string;
}

export const groundOf = (code: string | undefined, { tools }: Context) =>
  tools.pauseGrounds.find((ground) => ground.code === code) ?? null;

export const decidedRequest = async (kind: RequestKind, said: Said, textOf: Texts, context: Context) => ({
  kind,
  round: said.round,
  unit: unitOf(said.unitId, context),
  by: { id: said.askedBy },
  askedAt: said.askedAt,
  reason: await textOf(said.reason),
  dueAt: null,
  granted: said.granted,
  final: said.final ?? false,
  days: said.days ?? null,
  ground: groundOf(said.ground, context),
  until: said.until ?? null,
  decidedAt: said.at,
  decidedBy: { id: said.by },
  answer: await textOf(said.answer),
});

type Resolve<Answer> = (
  document: EntryDocument,
  page: { first?: number | null; after?: string | null },
  context: Context,
) => Answer;

/** What units and senders say to each other is theirs: its petitioner reads of what came of it, and nothing of this. */
export const amongOffices =
  <Answer, None>(none: None, resolve: Resolve<Answer>): Resolve<Answer | None> =>
  (document, page, context) =>
    permit(context.tools.rules, 'request.read', context.principal, subjectOf(document)) === null
      ? none
      : resolve(document, page, context);

export const noPage = { edges: [], pageInfo: { hasNextPage: false, endCursor: null }, total: 0 };

/** What the unit asked last; its reason and answer for those who read the entry's texts. */
export const currentRequest = async ({ state: { request, round } }: EntryDocument, textOf: Texts, context: Context) => {
  if (request === null || request.round !== round) return null;
  const { kind, unitId, by, askedAt, reason, final, days = null, pause, clock, decided } = request;
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
    days,
    ground: groundOf(pause?.ground, context),
    until: pause?.until ?? null,
    decidedAt: decided?.at ?? null,
    decidedBy: decided && { id: decided.by },
    answer: decided && (await textOf(decided.answer)),
  };
};

/** What the list says on a day. */
export const pauseGrounds: QueryResolvers<Context>['pauseGrounds'] = (_, { on }, { tools }) => {
  const day = on ?? dayInShanghai(tools.clock.now());
  return tools.pauseGrounds.filter((ground) => existsOn(ground, day));
};
