import { optionalText } from '@daqidi/service';
import { stateConsent as consent } from '../domain/joint-decision.js';
import { actingAt, byTrack, conferenceAt, dualCommand } from '../dual-command.js';
import type { StateConsentInput } from '../generated/schema.js';

/** It names the digest instead of a version: that says exactly what is agreed to, and both tracks may answer at once. */
export const stateConsent = dualCommand<StateConsentInput, 'reason'>({
  rule: 'track.act',
  texts: { reason: optionalText(2_000) },
  by: byTrack,
  decide: ({ state, facts, input: { track, digest, agrees }, texts, actor: { person }, now, tools }) =>
    consent(state, track, actingAt(tools, facts, person, now), {
      digest,
      agrees,
      reason: texts.reason,
      conference: conferenceAt(tools, facts, now),
    }),
});
