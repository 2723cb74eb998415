import { isSameSecret } from '@daqidi/identity';
import type { ExportDocument } from '../model.js';
import type { Tools } from '../tools.js';
import { readerOf } from './export-reader.js';
import { proofOf } from './proof.js';

/** The ticket that was given last for this export; null where none was. */
export const ticketOf = (tools: Tools, { _id, state: { ticket } }: ExportDocument): string | null =>
  ticket === null ? null : `${_id}.${ticket.number}.${proofOf(tools, `export-ticket|${_id}|${ticket.number}`)}`;

/**
 * The export whose file this ticket opens now; null for what is none, is over, or was given to somebody who has other keys since. The
 * ticket stands for its reader.
 */
export const exportByTicket = async (tools: Tools, ticket: string): Promise<ExportDocument | null> => {
  const now = tools.clock.now();
  const document = await tools.model.exports.collection.byId(ticket.split('.')[0] ?? '');
  const current = document === null ? null : ticketOf(tools, document);
  if (document === null || current === null || !isSameSecret(ticket, current)) return null;
  const { requested, made, ticket: given, lapsed } = document.state;
  if (requested === null || made === null || lapsed || given === null || Date.parse(given.until) <= now) return null;
  return readerOf(tools, requested.by, now).keysDigest === made.keysDigest ? document : null;
};
