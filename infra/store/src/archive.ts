import type { EventEnvelope } from '@daqidi/events';
import { type Connection, Schema } from 'mongoose';
import { type Collection, createCollection } from './collection.js';
import type { CommandName } from './provisional.js';

interface ArchivedEvent {
  readonly _id: string;
  readonly stream: string;
  readonly seq: number;
  readonly caseId: string;
  /** `<time>|<stream>|<seq, padded>`: unique, in order of time, a stream's events in theirs. */
  readonly order: string;
  /** `<stream>|<principal>|<requestId>` of the command whose first event this is. */
  readonly request?: string;
  readonly event: EventEnvelope;
}

/** The append-only history of a service. */
export interface Archive {
  /** Keeps the events; those that are there already are left as they are. A different event under the same number throws. */
  append(events: readonly EventEnvelope[]): Promise<void>;
  /** The first event of the command that this request was accepted as. */
  byRequest(stream: string, principal: string, requestId: string): Promise<EventEnvelope | null>;
  /** The same for many, in their order. */
  byRequests(commands: readonly CommandName[]): Promise<readonly (EventEnvelope | null)[]>;
  ofStream(stream: string): Promise<readonly EventEnvelope[]>;
  ofCase(caseId: string): Promise<readonly EventEnvelope[]>;
  readonly collection: Collection<ArchivedEvent>;
}

export const requestKey = (stream: string, principal: string, requestId: string): string => `${stream}|${principal}|${requestId}`;

export const createArchive = (connection: Connection): Archive => {
  const collection = createCollection<ArchivedEvent>(connection, {
    name: 'events',
    fields: {
      stream: { type: String, required: true },
      seq: { type: Number, required: true },
      caseId: { type: String, required: true },
      order: { type: String, required: true },
      request: { type: String },
      event: { type: Schema.Types.Mixed, required: true },
    },
    indexes: {
      byStream: { keys: { stream: 1, seq: 1 }, unique: true },
      byCase: { keys: { caseId: 1, order: 1 } },
      byRequest: { keys: { request: 1 }, unique: true, sparse: true },
    },
    queries: {
      byStream: { index: 'byStream', equals: ['stream'], sort: { seq: 1 } },
      byCase: { index: 'byCase', equals: ['caseId'], sort: { order: 1 } },
      byRequest: { index: 'byRequest', equals: ['request'] },
    },
  });

  const toRow = (event: EventEnvelope): ArchivedEvent => ({
    _id: event.id,
    stream: event.stream,
    seq: event.seq,
    caseId: event.key,
    order: `${event.time}|${event.stream}|${String(event.seq).padStart(12, '0')}`,
    ...(event.request === undefined ? {} : { request: requestKey(event.stream, event.request.principal, event.request.id) }),
    event,
  });

  /** What was there already must be the very same event. */
  const assertKept = async (events: readonly EventEnvelope[]): Promise<void> => {
    const kept = new Map((await collection.byIds(events.map(({ id }) => id))).map(({ _id, event }) => [_id, event.hash]));
    const forked = events.find(({ id, hash }) => kept.get(id) !== hash);
    if (forked !== undefined) throw new Error(`${forked.id} is archived with another hash: the history has forked`);
  };

  return {
    collection,
    append: async (events) => {
      if (events.length > 0 && !(await collection.insertMissing(events.map(toRow)))) await assertKept(events);
    },
    byRequest: async (stream, principal, requestId) => {
      const [row] = await collection.find('byRequest', {
        where: { request: requestKey(stream, principal, requestId) },
        limit: 1,
      });
      return row?.event ?? null;
    },
    byRequests: async (commands) => {
      const keys = commands.map(({ stream, principal, requestId }) => requestKey(stream, principal, requestId));
      const rows = await collection.find('byRequest', { where: { request: { $in: [...new Set(keys)] } } });
      const events = new Map(rows.map(({ request, event }) => [request, event]));
      return keys.map((key) => events.get(key) ?? null);
    },
    ofStream: async (stream) => (await collection.find('byStream', { where: { stream } })).map(({ event }) => event),
    ofCase: async (caseId) => (await collection.find('byCase', { where: { caseId } })).map(({ event }) => event),
  };
};
