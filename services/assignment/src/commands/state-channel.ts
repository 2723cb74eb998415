import { checkText, text } from '@daqidi/service';
import { stateChannel as decide } from '../domain/channels.js';
import type { StateChannelInput } from '../generated/schema.js';
import { channelCommand, checkCode, knownAt } from '../shared/directory-commands.js';

export const stateChannel = channelCommand<StateChannelInput, 'reason'>({
  rule: 'directory.state',
  texts: { reason: text(2, 1_000) },
  decide: ({ tools, state, input, texts: { reason }, now, actor: { person } }) => {
    const { code, nameZh, nameEn, hasPetitioner, usedBy, machinesOnly, asksFor, requires, validFrom } = input;
    const channel = {
      nameZh: checkText('nameZh', nameZh, 1, 40),
      nameEn: checkText('nameEn', nameEn, 1, 40),
      code: checkCode(code),
      hasPetitioner,
      usedBy: [...usedBy],
      machinesOnly,
      asksFor: [...new Set(asksFor)],
      requires: [...new Set(requires)],
      validFrom,
      validTo: input.validTo ?? null,
    };
    return decide(state, channel, { today: knownAt(tools, now).today, person, reason });
  },
});
