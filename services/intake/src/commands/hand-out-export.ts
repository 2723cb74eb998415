import { handOut, notHandedOut } from '../domain/export.js';
import { exportCommand, onOwn } from '../export-command.js';
import type { HandOutExportInput } from '../generated/schema.js';
import { readerOf } from '../shared/export-reader.js';

/** Gives whoever asked for an export a ticket for its file. */
export const handOutExport = onOwn(
  exportCommand<HandOutExportInput>({
    rule: 'export.request',
    open: ({ tools, state, actor: { person }, now }) => notHandedOut(state, { person, ...readerOf(tools, person, now) }),
    decide: ({ tools, id: exportId, state, actor: { person }, now }) =>
      handOut(state, { exportId, person, now, ...readerOf(tools, person, now) }),
  }),
);
