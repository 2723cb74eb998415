import type { Command } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { decideRepeat as decide } from '../domain/repeat.js';
import type { DecideRepeatInput } from '../generated/schema.js';
import { byViewer } from '../shared/by-viewer.js';
import { decidesRepeats, earlierAppeals } from '../shared/earlier-appeals.js';
import { linkIdOf } from '../shared/repeat-link.js';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';

const deciding = (isCandidate: boolean): Command<Tools, DecideRepeatInput, AppealDocument> =>
  appealCommand<DecideRepeatInput>({
    rule: 'repeat.decide',
    by: byViewer,
    decide: ({ state, id: appealId, input: { earlierId, isRepeat } }) =>
      decide(state, { appealId, earlierId, linkId: linkIdOf(appealId, earlierId) }, { isRepeat, isCandidate }),
  });

/** Whoever decides sees both and may know whose they are; an appeal that he does not see is none. */
export const decideRepeat: ReturnType<typeof deciding> = {
  rule: 'repeat.decide',
  run: async (tools, caller, input) => {
    const later = await tools.model.appeals.collection.byId(input.appealId, caller.scope);
    const earlier = later === null ? [] : await earlierAppeals(tools, later, caller.scope);
    const candidate = earlier.find(({ _id }) => _id === input.earlierId);
    const isCandidate = candidate !== undefined && decidesRepeats(candidate, { tools, principal: caller.principal });
    return deciding(isCandidate).run(tools, caller, input);
  },
};
