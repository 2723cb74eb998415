import { type Listener, on, orderOf } from '@daqidi/service';
import type { Tools } from '../tools.js';

/** One row for each note of a track. */
export const projectTrackNotes = ({ model }: Tools): Listener =>
  on('supervision', 'TrackNoted', (event) =>
    model.trackNotes.apply(event.id, event, (row) => ({
      ...row,
      ...event.data,
      order: orderOf(event),
      at: event.time,
      by: event.actor,
    })),
  );
