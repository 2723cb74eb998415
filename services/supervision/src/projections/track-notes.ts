import { type Listener, on } from '@daqidi/service';
import type { Tools } from '../tools.js';

/** One row for each note of a track. */
export const projectTrackNotes = ({ model }: Tools): Listener =>
  on('supervision', 'TrackNoted', ({ id, time, seq, actor, ...event }) =>
    model.trackNotes.apply(id, { id, time, seq, actor, ...event }, (row) => ({
      ...row,
      appealId: event.data.appealId,
      track: event.data.track,
      order: `${time}|${String(seq).padStart(10, '0')}`,
      at: time,
      by: actor,
      text: event.data.text,
    })),
  );
