import { type Listener, on } from '@daqidi/service';
import { piecesIn } from '../shared/export-pieces.js';
import type { Tools } from '../tools.js';

/** A file whose time is over is not kept. */
export const removeLapsedExports = ({ model }: Tools): Listener =>
  on('intake', 'ExportLapsed', ({ data: { exportId } }) => piecesIn(model).remove(exportId));
