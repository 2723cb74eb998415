import { badInput } from '@daqidi/runtime';
import { checkText, text } from '@daqidi/service';
import { stateChannel as decide } from '../domain/channels.js';
import type { StateChannelInput } from '../generated/schema.js';
import { channelCommand, knownAt } from '../shared/directory-commands.js';

const checkCode = (code: string): string => {
  if (/^[A-Z][A-Z0-9_]{1,39}$/.test(code)) return code;
  throw badInput(
    'code',
    'A code has 2 to 40 capital letters, digits and underscores, a letter first.',
    '渠道代码应为 2 至 40 位大写字母、数字或下划线,以字母开头。',
  );
};

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
