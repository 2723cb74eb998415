import { commitQueryCode } from '@daqidi/kernel';
import type { Command } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { replaceCode } from '../domain/replace-code.js';
import type { ReplaceQueryCodeInput } from '../generated/schema.js';
import { queryCodeOf } from '../query-code.js';
import { byViewer } from '../shared/by-viewer.js';
import { forReplacement, isKnown, readSearch } from '../shared/petitioner-hashes.js';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';

const replacing = (shown: boolean): Command<Tools, ReplaceQueryCodeInput, AppealDocument> =>
  appealCommand<ReplaceQueryCodeInput>({
    rule: 'code.replace',
    by: byViewer,
    open: () => null,
    decide: ({ tools, state, id: appealId, input }) => {
      const generation = state.codeGeneration + 1;
      const salt = tools.randomness.bytes(12).toString('base64url');
      const queryCode = commitQueryCode(salt, queryCodeOf(tools.lookupSecret, appealId, generation));
      const { by } = readSearch(input, forReplacement);
      return replaceCode({ appealId, generation, against: by === 'TELEPHONE' ? by : 'IDENTITY_NUMBER', queryCode }, shown);
    },
  });

/** A centre replaces the petitioner's lost code against his telephone or identity number: the old one is void, the new one is his alone. */
export const replaceQueryCode: ReturnType<typeof replacing> = {
  ...replacing(false),
  run: async (tools, caller, input) => replacing(await isKnown(tools, input)).run(tools, caller, input),
};
