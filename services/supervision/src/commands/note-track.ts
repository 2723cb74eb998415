import { text } from '@daqidi/service';
import { noteTrack as note, notOnTrack } from '../domain/tracks.js';
import { actingAt, byTrack, trackCommand } from '../dual-command.js';
import type { NoteTrackInput } from '../generated/schema.js';

/** It names no version and moves none: nobody learns from a number how busy the other track is. */
export const noteTrack = trackCommand<NoteTrackInput, 'text'>({
  rule: 'track.act',
  texts: { text: text(1, 4_000) },
  by: byTrack,
  open: ({ state, facts, names: { track }, actor, now, tools }) =>
    notOnTrack(state, track, actingAt(tools, facts, actor.person, now)),
  decide: ({ state, facts, input: { track }, texts, actor: { person }, now, tools }) =>
    note(state, track, actingAt(tools, facts, person, now), texts.text),
});
