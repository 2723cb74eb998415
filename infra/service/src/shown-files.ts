import { extensionOf, type FileGrant, type Form, type HeldFile, isShownInPlace, type Stored } from '@daqidi/files';
import { type Principal, resolvePrincipal, type Scope, scopeOf } from '@daqidi/identity';
import { DaqidiError } from '@daqidi/runtime';
import type { ReferenceLoader } from '@daqidi/subgraph';
import type { AttachmentReference } from './attachments.js';
import type { Text } from './reading.js';
import type { ServiceTools } from './tools.js';

/** A file that came with a text, for whoever may read the text; without `held` where it was erased. */
export interface AttachmentView {
  readonly reference: AttachmentReference;
  readonly held: HeldFile | null;
}

interface Reader {
  readonly tools: ServiceTools;
  readonly texts: ReferenceLoader<Text>;
}

/** The files of a text that its reader may read. */
export const attachmentsOf = (references: readonly AttachmentReference[], { texts }: Reader): Promise<AttachmentView[]> =>
  Promise.all(
    references.map(async (reference) => {
      const kept = await texts.load(reference.vaultId);
      return { reference, held: kept === null ? null : (JSON.parse(kept.text) as HeldFile) };
    }),
  );

/** A thumbnail of a known picture; nothing of one that is not to be shown. */
const thumbnailOf = async ({ held }: AttachmentView, { tools: { files } }: Reader): Promise<string | null> => {
  if (held === null || (await files.stateOf(held)) !== 'READY') return null;
  const stored = files.stored(held, 'thumbnail');
  if (stored === null) return null;
  const pieces: Buffer[] = [];
  for await (const piece of files.read(stored)) pieces.push(piece);
  return Buffer.concat(pieces).toString('base64');
};

/** Resolvers of the graph's `Attachment`. */
export const Attachment = {
  id: ({ reference }: AttachmentView) => reference.vaultId,
  mediaType: ({ reference }: AttachmentView) => reference.mediaType,
  bytes: ({ reference }: AttachmentView) => reference.bytes,
  name: ({ held }: AttachmentView) => held?.name ?? null,
  state: ({ held }: AttachmentView, _: unknown, { tools }: Reader) =>
    held === null ? ('ERASED' as const) : tools.files.stateOf(held),
  thumbnail: (view: AttachmentView, _: unknown, reader: Reader) => thumbnailOf(view, reader),
  device: ({ held }: AttachmentView) =>
    held?.device == null ? null : { time: held.device.time, latitude: null, longitude: null, ...held.device.place },
};

/** Milliseconds for which a ticket opens its file. */
const ticketLife = 300_000;

/** In which form a file is asked for, as the graph says it. */
export type FormAsked = 'ORIGINAL' | 'SHOWN';

interface Ticket {
  /** The document under which the file is read. */
  readonly document: string;
  readonly attachment: string;
  readonly form: FormAsked;
  readonly reader: Pick<Principal, 'person' | 'kind'>;
  /** Ms since the epoch. */
  readonly until: number;
}

/** A ticket for one reader and one file: sealed, so that nothing of either is in an address. */
export const newTicket = ({ files, store: { service }, clock }: ServiceTools, asked: Omit<Ticket, 'until'>) => {
  const until = clock.now() + ticketLife;
  return { ticket: `${service}~${files.seal({ ...asked, until })}`, until: new Date(until).toISOString() };
};

/** Which file of which document the reader of a ticket may be given at this moment; null where none. */
export type FindsFile = (
  ticket: Pick<Ticket, 'document' | 'attachment'>,
  reader: { readonly principal: Principal; readonly scope: Scope },
) => Promise<AttachmentReference | null>;

const readTicket = ({ files, store: { service } }: ServiceTools, ticket: string): Ticket | null => {
  const [owner, sealed, ...rest] = ticket.split('~');
  if (owner !== service || sealed === undefined || rest.length > 0) return null;
  try {
    return files.open(sealed) as Ticket;
  } catch {
    return null;
  }
};

const formsOf: Readonly<Record<FormAsked, readonly Form[]>> = {
  ORIGINAL: ['original', 'shown'],
  SHOWN: ['shown', 'original'],
};

const storedAs = ({ files }: ServiceTools, held: HeldFile, form: FormAsked): { stored: Stored; form: Form } | null => {
  for (const each of formsOf[form]) {
    const stored = files.stored(held, each);
    if (stored !== null) return { stored, form: each };
  }
  return null;
};

/** A name without what leads elsewhere, with the ending that its content has. */
const fileNameOf = ({ name, id }: HeldFile, mediaType: string): string => {
  const extension = extensionOf(mediaType);
  const stem = name.replace(/\.\w{1,5}$/, '');
  return `${stem === '' ? id.slice(-8) : stem}.${extension}`;
};

/**
 * What the gateway needs to hand out the file of a ticket, sealed for it; null for a bad ticket, one that is over, a reader who may not see it
 * any more, and what is erased or held back. The policy is asked anew each time.
 */
export const grantByTicket = async (tools: ServiceTools, given: string, find: FindsFile): Promise<{ sealed: string } | null> => {
  const { files, directory, clock, rules, store } = tools;
  const ticket = readTicket(tools, given);
  const now = clock.now();
  if (ticket === null || ticket.until <= now) return null;
  const { person, kind } = ticket.reader;
  const sub = kind === 'MACHINE' ? person.replace(/^machine:/, '') : person;
  const principal = resolvePrincipal({ sub, kind }, directory, now);
  const reference = await find(ticket, { principal, scope: scopeOf(rules, principal) });
  const text = reference === null ? null : await store.vault.get(reference.vaultId);
  if (text === null) return null;
  const held = JSON.parse(text) as HeldFile;
  if ((await files.stateOf(held, true)) !== 'READY') return null;
  const found = storedAs(tools, held, ticket.form);
  if (found === null) return null;
  const mediaType = found.form === 'original' ? held.mediaType : 'image/jpeg';
  const grant: FileGrant = {
    at: found.stored.at,
    bytes: found.stored.bytes,
    key: held.key,
    mediaType,
    fileName: fileNameOf(held, mediaType),
    inline: isShownInPlace(mediaType),
  };
  return { sealed: files.seal(grant) };
};

/** A file whose key is a text of this stream; null for every other id. */
export const fileOfStream = async (
  { store }: ServiceTools,
  vaultId: string,
  stream: string,
): Promise<AttachmentReference | null> => {
  const kept = (await store.vault.getMany([vaultId])).get(vaultId);
  if (kept?.stream !== stream) return null;
  try {
    const { mediaType, bytes, key } = JSON.parse(kept.text) as HeldFile;
    return typeof key === 'string' ? { vaultId, commitment: '', mediaType, bytes } : null;
  } catch {
    // A text in words.
    return null;
  }
};

/** Refuses a file that is not to be shown, before a ticket is made for it. RULE_VIOLATION where it waits or is held, NOT_FOUND where it is gone. */
export const checkShown = async (tools: ServiceTools, vaultId: string): Promise<void> => {
  const text = await tools.store.vault.get(vaultId);
  if (text === null) throw new DaqidiError('NOT_FOUND');
  const state = await tools.files.stateOf(JSON.parse(text) as HeldFile, true);
  if (state !== 'READY') throw tools.refusal(state === 'HELD' ? 'file.held' : 'file.not-scanned');
};
