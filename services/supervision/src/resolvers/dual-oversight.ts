import { permit } from '@daqidi/identity';
import { deskRole } from '@daqidi/kernel';
import type { TextReference } from '@daqidi/schemas';
import { actionsOf, isStale, readPage, readRows, textUnder } from '@daqidi/service';
import { dualCommands, trackCommands } from '../actions.js';
import type { Context } from '../context.js';
import { type DualClock, trackNames } from '../domain/dual-oversight.js';
import { seatOfTrack } from '../dual-command.js';
import type {
  ClueTransferInput,
  DualOversightResolvers,
  QueryResolvers,
  TrackNoteConnection,
  TrackResolvers,
} from '../generated/schema.js';
import { nobody, prefixOf } from '../model.js';
import { type DualDocument, subjectOfDual } from '../subject.js';
import type { TrackView } from '../views.js';
import { requestsOf } from './material-request.js';

/** The tracks of a complaint, for those whom the rule lets know; null for everybody else, and where none was opened. */
export const dualOf = async ({ tools, principal, duals }: Context, id: string): Promise<DualDocument | null> => {
  const document = await duals.load(id);
  return document !== null && permit(tools.rules, 'track.read', principal, subjectOfDual(document)) !== null ? document : null;
};

const officer = (id: string) => ({ id });
const isOverdue = ({ next }: DualClock): boolean => next === null;
const textOf = (dual: DualDocument, reference: TextReference | null, context: Context) =>
  textUnder('track.read', context, subjectOfDual(dual), reference);

export const DualOversight: DualOversightResolvers<Context> = {
  id: ({ _id }) => _id,
  appeal: ({ _id }) => ({ id: _id }),
  version: ({ version }) => version,
  actions: actionsOf(dualCommands, (dual: DualDocument) => ({ document: dual, names: { appealId: dual._id } })),
  tracks: (dual) =>
    trackNames.flatMap((name) => {
      const track = dual.state.tracks[name];
      return track === undefined ? [] : [{ name, track, dual }];
    }),
  asked: async (dual, _, context) => {
    const { asked } = dual.state;
    if (asked === null) return null;
    const consents = trackNames.flatMap((track) => {
      const given = asked.consents[track];
      return given === undefined ? [] : [{ ...given, track }];
    });
    return {
      kind: asked.decision,
      digest: asked.digest,
      proposedBy: officer(asked.proposedBy),
      askedAt: asked.at,
      dueAt: asked.clock.dueAt,
      overdue: isOverdue(asked.clock),
      consents: await Promise.all(
        consents.map(async ({ track, agrees, at, by, reason }) => ({
          track,
          agrees,
          at,
          by: officer(by),
          reason: await textOf(dual, reason, context),
        })),
      ),
    };
  },
  disagreement: ({ state: { disagreement } }) =>
    disagreement && {
      about: disagreement.about,
      desk: disagreement.desk,
      at: disagreement.at,
      dueAt: disagreement.clock.dueAt,
      overdue: isOverdue(disagreement.clock),
    },
  petitionerWithdrew: ({ facts }) => facts.withdrew,
  decided: async (dual, _, context) => {
    const { decided } = dual.state;
    if (decided === null) return null;
    const { about, agreed, finding, by, at } = decided;
    return { about, agreed, finding, at, by: officer(by), reason: await textOf(dual, decided.reason, context) };
  },
};

const deskOf = ({ name, dual: { facts } }: TrackView, { tools }: Context) => {
  const seat = seatOfTrack(tools, facts, name, tools.clock.now());
  if (seat === null) throw new Error('tracks without a scope are seen by nobody');
  return seat.desk;
};

/** Neither track sees the other's drafts: only who sits at its desk reads what it noted. */
const sitsAt = (view: TrackView, context: Context): boolean => {
  const role = deskRole[deskOf(view, context)];
  return context.principal.posts.some((post) => post.role === role);
};

export const Track: TrackResolvers<Context> = {
  name: ({ name }) => name,
  actions: actionsOf(trackCommands, ({ name: track, dual }: TrackView) => ({
    document: dual,
    names: { appealId: dual._id, track },
  })),
  desk: (view, _, context) => deskOf(view, context),
  openedAt: ({ track }) => track.openedAt,
  inspector: ({ track }) => (track.inspectorId === null ? null : officer(track.inspectorId)),
  dueAt: ({ track }) => track.clock.dueAt,
  provisional: ({ track }) => track.clock.provisional,
  overdue: ({ track }) => isOverdue(track.clock),
  conclusion: async ({ track, dual }, _, context) => {
    const { concluded } = track;
    if (concluded === null) return null;
    const transfer = await textOf(dual, concluded.transfer, context);
    return {
      finding: concluded.finding,
      pressure: concluded.pressure,
      text: await textOf(dual, concluded.text, context),
      transfer: transfer === null ? null : (JSON.parse(transfer) as ClueTransferInput),
      by: officer(concluded.by),
      at: concluded.at,
    };
  },
  notes: async (view, asked, context): Promise<TrackNoteConnection | null> => {
    if (!sitsAt(view, context)) return null;
    const { name, track, dual } = view;
    const page = await readRows({
      list: `track-notes:${name}`,
      rows: context.tools.model.trackNotes.collection,
      where: { appealId: dual._id, track: name },
      ...asked,
      show: async ({ at, by, text }) => ({ at, by: officer(by.person), text: await textOf(dual, text, context) }),
    });
    return { ...page, total: track.notes };
  },
  materialRequests: async (view, asked, context) => (sitsAt(view, context) ? requestsOf(view, asked, context) : null),
};

interface Page {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly position?: string | null;
}

interface Listed {
  readonly list: string;
  readonly query: string;
  readonly where: Readonly<Record<string, unknown>>;
  /** Field of the sort key. */
  readonly due: string;
}

/** What is due first at the head, read from the documents themselves. */
const dualPage = async ({ list, query, where, due }: Listed, { first, after, position }: Page, { tools, scope }: Context) => {
  const { duals } = tools.model;
  const stale = await isStale(position, { kept: duals, holds: ['supervision:dual'], scope });
  const page = await readPage({
    tools,
    list,
    collection: duals.collection,
    query,
    scope,
    where,
    first,
    after,
    keyOf: ({ keys }) => String(keys[due]),
  });
  return { ...page, stale };
};

export const myTracks: QueryResolvers<Context>['myTracks'] = (_, { track, untaken, ...page }, context) => {
  const prefix = prefixOf[track];
  const where = { [`keys.${prefix}By`]: untaken ? nobody : context.principal.person };
  return dualPage({ list: `myTracks:${track}`, query: `${prefix}Open`, where, due: `${prefix}Due` }, page, context);
};

export const myConsents: QueryResolvers<Context>['myConsents'] = (_, { track, ...page }, context) => {
  const prefix = prefixOf[track];
  const where = { [`keys.${prefix}Asked`]: context.principal.person };
  return dualPage({ list: `myConsents:${track}`, query: `${prefix}Asked`, where, due: `${prefix}AskedDue` }, page, context);
};

export const disagreements: QueryResolvers<Context>['disagreements'] = (_, page, context) =>
  dualPage(
    { list: 'disagreements', query: 'disagreement', where: { 'keys.disagreement': 'OPEN' }, due: 'disagreementDue' },
    page,
    context,
  );
