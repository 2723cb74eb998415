import { refusalIn } from '@daqidi/service';
import { takeTrack as take } from '../domain/tracks.js';
import { actingAt, byTrack, trackCommand } from '../dual-command.js';
import type { TakeTrackInput } from '../generated/schema.js';

export const takeTrack = trackCommand<TakeTrackInput>({
  rule: 'track.act',
  by: byTrack,
  open: ({ state, facts, names: { track }, actor, now, tools }) =>
    refusalIn(take(state, track, actingAt(tools, facts, actor.person, now))),
  decide: ({ state, facts, input: { track }, actor: { person }, now, tools }) =>
    take(state, track, actingAt(tools, facts, person, now)),
});
