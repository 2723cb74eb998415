import { text } from '@daqidi/service';
import { decideChannel as decide } from '../domain/channels.js';
import type { DecideChannelInput } from '../generated/schema.js';
import { competentForChannel } from '../shared/consent.js';
import { channelCommand, knownAt } from '../shared/directory-commands.js';

export const decideChannel = channelCommand<DecideChannelInput, 'reason'>({
  rule: 'directory.consent',
  texts: { reason: text(2, 1_000) },
  decide: ({ tools, state, input: { code, consents }, texts: { reason }, now, actor: { person } }) =>
    decide(state, {
      ...{ code, consents, person, reason },
      competent: competentForChannel(tools, state.proposals[code], now),
      today: knownAt(tools, now).today,
    }),
});
