import type { TextReference } from '@daqidi/schemas';
import { actionsOf, isStale, readPage } from '@daqidi/service';
import { connectionOf, decodeCursor, pageSize } from '@daqidi/subgraph';
import { materialCommands } from '../actions.js';
import type { Context } from '../context.js';
import type { MaterialRequestResolvers, QueryResolvers } from '../generated/schema.js';
import { ofTrack } from '../model.js';
import type { MaterialDocument } from '../subject.js';
import type { TrackView } from '../views.js';

const asked = ({ _id, state: { asked: given, clock } }: MaterialDocument) => {
  if (given === null || clock === null) throw new Error(`request ${_id} was never made`);
  return { ...given, clock };
};

/** Whoever is shown a request reads what it says. */
const textOf = async (reference: TextReference | null, { materialTexts }: Context): Promise<string | null> =>
  reference === null ? null : ((await materialTexts.load(reference.vaultId))?.text ?? null);

export const MaterialRequest: MaterialRequestResolvers<Context> = {
  id: ({ _id }) => _id,
  version: ({ version }) => version,
  actions: actionsOf(materialCommands, (request: MaterialDocument) => ({
    document: request,
    names: { materialRequestId: request._id },
  })),
  askedBy: (request) => asked(request).track,
  unit: (request) => ({ id: asked(request).unitId }),
  text: (request, _, context) => textOf(asked(request).text, context),
  askedAt: (request) => asked(request).at,
  dueAt: (request) => asked(request).clock.dueAt,
  provisional: (request) => asked(request).clock.provisional,
  overdue: ({ state }) => state.overdue,
  answer: ({ state }, _, context) => textOf(state.answer?.text ?? null, context),
  answeredBy: ({ state }) => state.answer && { id: state.answer.by },
  answeredAt: ({ state }) => state.answer?.at ?? null,
  withdrawnAt: ({ state }) => state.withdrawnAt,
};

export const materialRequests: QueryResolvers<Context>['materialRequests'] = async (
  _,
  { answered, first, after, position },
  { tools, scope },
) => {
  const { materials } = tools.model;
  const stale = await isStale(position, { kept: materials, holds: ['supervision:material'], scope });
  const page = await readPage({
    tools,
    list: `materialRequests:${answered}`,
    collection: materials.collection,
    query: 'dueFirst',
    scope,
    where: { 'keys.status': answered ? 'ANSWERED' : 'ASKED' },
    first,
    after,
    keyOf: ({ keys }) => String(keys.due),
  });
  return { ...page, stale };
};

interface AskedPage {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** What a track has asked units for, the newest first: for whoever sits at its desk, also where the unit sees it no more. */
export const requestsOf = async ({ name, dual }: TrackView, page: AskedPage, { tools }: Context) => {
  const { collection } = tools.model.materials;
  const list = `material-requests:${name}`;
  const first = pageSize(page.first);
  const after = page.after ? decodeCursor(list, page.after)[0] : undefined;
  const where = { 'keys.track': ofTrack(dual._id, name) };
  const found = await collection.find('ofTrack', { where, after, limit: first + 1 });
  return {
    ...connectionOf(list, found, first, ({ keys }) => [String(keys.order)]),
    stale: false,
    counted: () => collection.total('ofTrack', { where }),
  };
};
