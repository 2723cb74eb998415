import type { IntakeEvents, IntakeExportRequestedV1, NewEventOf, Refused } from '@daqidi/schemas';

/** What is said of an export of the ledger. */
export type ExportEvent = Extract<NewEventOf<'intake'>, { readonly type: `Export${string}` }>;
type Decision = readonly ExportEvent[] | Refused;

export interface ExportState {
  readonly requested: (IntakeExportRequestedV1 & { readonly by: string; readonly at: string }) | null;
  readonly made: IntakeEvents['ExportMade'] | null;
  readonly failed: IntakeEvents['ExportFailed']['reason'] | null;
  /** The ticket that was given last; those before it are void. */
  readonly ticket: { readonly number: number; readonly until: string } | null;
  readonly lapsed: boolean;
}

export const noExport: ExportState = { requested: null, made: null, failed: null, ticket: null, lapsed: false };

export type ExportStatus = 'WAITING' | 'READY' | 'FAILED' | 'LAPSED';

export const exportStatusOf = ({ made, failed, lapsed }: ExportState): ExportStatus => {
  if (lapsed) return 'LAPSED';
  if (failed !== null) return 'FAILED';
  return made === null ? 'WAITING' : 'READY';
};

export const evolveExport = (
  state: ExportState,
  event: ExportEvent & { readonly time: string; readonly actor: { readonly person: string } },
): ExportState => {
  switch (event.type) {
    case 'ExportRequested':
      return { ...state, requested: { ...event.data, by: event.actor.person, at: event.time } };
    case 'ExportMade':
      return { ...state, made: event.data };
    case 'ExportFailed':
      return { ...state, failed: event.data.reason };
    case 'ExportHandedOut':
      return { ...state, ticket: { number: event.data.number, until: event.data.until } };
    case 'ExportLapsed':
      return { ...state, lapsed: true };
  }
};

/** As many of one reader are made at once. */
export const mostWaiting = 5;

export const requestExport = (data: IntakeExportRequestedV1, waiting: number): Decision =>
  waiting >= mostWaiting ? { refused: 'export.waiting' } : [{ type: 'ExportRequested', v: 1, data }];

/** What came of making the file. Of several who made it at once, the first one's is kept. */
export const concludeExport = (
  state: ExportState,
  conclusion: Extract<ExportEvent, { readonly type: 'ExportMade' | 'ExportFailed' }>,
): Decision => (exportStatusOf(state) === 'WAITING' ? [conclusion] : { refused: 'export.status' });

/** How long a ticket is good, in milliseconds (architecture, Graph). */
const ticketTime = 300_000;

export interface HandingOut {
  readonly exportId: string;
  readonly person: string;
  /** Of the keys that its reader has now. */
  readonly keysDigest: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Why this person gets no ticket for the file now. */
export const notHandedOut = (
  state: ExportState,
  { person, keysDigest }: Omit<HandingOut, 'exportId' | 'now'>,
): Refused | null => {
  if (state.requested?.by !== person) return { refused: 'export.reader' };
  if (exportStatusOf(state) !== 'READY') return { refused: 'export.status' };
  return state.made?.keysDigest === keysDigest ? null : { refused: 'export.outdated' };
};

export const handOut = (state: ExportState, handing: HandingOut): Decision => {
  const { exportId, now } = handing;
  const number = (state.ticket?.number ?? 0) + 1;
  const until = new Date(now + ticketTime).toISOString();
  return notHandedOut(state, handing) ?? [{ type: 'ExportHandedOut', v: 1, data: { exportId, number, until } }];
};

/** When its file is given up, in milliseconds since the epoch. */
export const exportDueAt = (state: ExportState): number | null =>
  state.made === null || state.lapsed ? null : Date.parse(state.made.keptUntil);

export const lapseExport = (state: ExportState, exportId: string): readonly ExportEvent[] =>
  exportDueAt(state) === null ? [] : [{ type: 'ExportLapsed', v: 1, data: { exportId } }];
