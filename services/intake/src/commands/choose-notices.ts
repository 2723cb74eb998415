import type { Caller, Command } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { chooseNotices as decide } from '../domain/choose-notices.js';
import { notCorrectable } from '../domain/correct-contact.js';
import type { ChooseNoticesInput } from '../generated/schema.js';
import { nowhere, type Reach, reaches, reachOf } from '../shared/notices/reach.js';
import { byCodeToo } from '../shared/petitioner-by-code.js';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';

const choosing = (reach: Reach): Command<Tools, ChooseNoticesInput, AppealDocument> =>
  appealCommand<ChooseNoticesInput>({
    rule: 'contact.correct',
    open: ({ state }) => notCorrectable(state),
    decide: ({ id: appealId, input: { choice }, actor: { person: personId } }) =>
      decide({ appealId, personId, choice }, choice === 'NONE' || reaches(choice, reach)),
  });

/** Where whoever asks is reached, as far as the appeal says. */
const reachOfCaller = async (tools: Tools, { principal }: Caller, { appealId }: ChooseNoticesInput): Promise<Reach> => {
  const appeal = await tools.model.appeals.collection.byId(appealId);
  return appeal === null ? nowhere : reachOf(tools, appeal, { role: 'PETITIONER', personId: principal.person });
};

/** How the petitioner, or a representative of a group, wants to be told of each step. */
export const chooseNotices = byCodeToo({
  ...choosing(nowhere),
  run: async (tools: Tools, caller: Caller, input: ChooseNoticesInput) =>
    choosing(await reachOfCaller(tools, caller, input)).run(tools, caller, input),
});
