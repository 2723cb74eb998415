import { takeTrack as take } from '../domain/tracks.js';
import { actingAt, byTrack, dualCommand } from '../dual-command.js';
import type { TakeTrackInput } from '../generated/schema.js';

export const takeTrack = dualCommand<TakeTrackInput>({
  rule: 'track.act',
  by: byTrack,
  decide: ({ state, facts, input: { track }, actor: { person }, now, tools }) =>
    take(state, track, actingAt(tools, facts, person, now)),
});
