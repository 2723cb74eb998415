import { optionalText } from '@daqidi/service';
import { stateConsent as consent, notConsenting } from '../domain/joint-decision.js';
import { actingAt, byTrack, conferenceAt, trackCommand } from '../dual-command.js';
import type { StateConsentInput } from '../generated/schema.js';

/** It names the digest instead of a version: that says exactly what is agreed to, and both tracks may answer at once. */
export const stateConsent = trackCommand<StateConsentInput, 'reason'>({
  rule: 'track.act',
  texts: { reason: optionalText(2_000) },
  by: byTrack,
  open: ({ state, facts, names: { track }, actor, now, tools }) =>
    notConsenting(state, track, actingAt(tools, facts, actor.person, now)),
  decide: ({ state, facts, input: { track, digest, agrees }, texts, actor: { person }, now, tools }) =>
    consent(state, track, actingAt(tools, facts, person, now), {
      digest,
      agrees,
      reason: texts.reason,
      conference: conferenceAt(tools, facts, now),
    }),
});
