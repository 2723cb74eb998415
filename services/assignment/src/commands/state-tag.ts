import { checkText, text } from '@daqidi/service';
import { stateTag as decide } from '../domain/tags.js';
import type { StateTagInput } from '../generated/schema.js';
import { checkCode, knownAt, tagCommand } from '../shared/directory-commands.js';

export const stateTag = tagCommand<StateTagInput, 'reason'>({
  rule: 'directory.state',
  texts: { reason: text(2, 1_000) },
  decide: ({ tools, state, input, texts: { reason }, now, actor: { person } }) => {
    const { code, nameZh, nameEn, validFrom, validTo = null } = input;
    const tag = {
      nameZh: checkText('nameZh', nameZh, 1, 40),
      nameEn: checkText('nameEn', nameEn, 1, 40),
      code: checkCode(code),
      validFrom,
      validTo,
    };
    return decide(state, tag, { today: knownAt(tools, now).today, person, reason });
  },
});
