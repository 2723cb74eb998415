import { isConflictedUnit, unitOn } from '@daqidi/kernel';
import { text } from '@daqidi/service';
import { namesCase, notOnTrack, requestMaterial as request } from '../domain/tracks.js';
import { actingAt, byTrack, trackCommand } from '../dual-command.js';
import type { RequestMaterialInput } from '../generated/schema.js';
import type { Tools } from '../tools.js';

/** Whether the unit exists now and is in no conflict with the case. */
const mayBeAsked = ({ directory }: Tools, scope: Parameters<typeof isConflictedUnit>[1] | null, unitId: string, now: number) =>
  scope !== null && unitOn(directory, unitId, now) !== null && !isConflictedUnit(directory, scope, unitId, now);

/** It names no version and moves none: nobody learns from a number how busy the other track is. */
export const requestMaterial = trackCommand<RequestMaterialInput, 'text'>({
  rule: 'track.act',
  texts: { text: text(4, 2_000) },
  by: byTrack,
  open: ({ state, facts, names: { track }, actor, now, tools }) =>
    notOnTrack(state, track, actingAt(tools, facts, actor.person, now)),
  decide: ({ state, facts, id, input: { track, unitId, text: written }, texts, actor: { person }, now, tools }) =>
    request(
      state,
      actingAt(tools, facts, person, now),
      { track, unitId, text: texts.text },
      { mayBeAsked: mayBeAsked(tools, facts.scope, unitId, now), namesCase: namesCase(written, id) },
    ),
});
