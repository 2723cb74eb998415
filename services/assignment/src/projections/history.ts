import { type Listener, on, orderOf } from '@daqidi/service';
import { type HistoryKind, historyKinds } from '../domain/history.js';
import type { Tools } from '../tools.js';

/** One row for each note, attempt and refusal of an entry. */
export const projectHistory = ({ model }: Tools): readonly Listener[] =>
  historyKinds.map((kind: HistoryKind) =>
    on('assignment', kind, (event) =>
      model.history.apply(event.id, event, (row) => ({
        ...row,
        appealId: event.key,
        kind,
        order: orderOf(event),
        at: event.time,
        by: event.actor,
        data: event.data,
      })),
    ),
  );
