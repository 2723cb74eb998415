import { commitQueryCode } from '@daqidi/kernel';
import type { Command } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { replaceCode } from '../domain/replace-code.js';
import type { ReplaceQueryCodeInput } from '../generated/schema.js';
import { queryCodeOf } from '../query-code.js';
import { byViewer } from '../shared/by-viewer.js';
import { codeOfRepresentative } from '../shared/group-members.js';
import { knownAs } from '../shared/known-as.js';
import { forReplacement, readSearch } from '../shared/petitioner-hashes.js';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';

/** `person`: whose it is; null where what was given is known of nobody in this appeal. */
const replacing = (person: string | null): Command<Tools, ReplaceQueryCodeInput, AppealDocument> =>
  appealCommand<ReplaceQueryCodeInput>({
    rule: 'code.replace',
    by: byViewer,
    open: () => null,
    decide: ({ tools, state, id: appealId, input }) => {
      const { lookupSecret, randomness } = tools;
      const isOther = person !== null && person !== state.submitted?.petitioner.personId;
      const generation = (isOther ? (state.representativeGenerations[person] ?? 1) : state.codeGeneration) + 1;
      const code = isOther
        ? codeOfRepresentative(lookupSecret, person, generation)
        : queryCodeOf(lookupSecret, appealId, generation);
      const { by } = readSearch(input, forReplacement);
      const against = by === 'TELEPHONE' ? by : ('IDENTITY_NUMBER' as const);
      const queryCode = commitQueryCode(randomness.bytes(12).toString('base64url'), code);
      const replacement = { appealId, generation, against, queryCode, ...(isOther ? { personId: person } : {}) };
      return replaceCode(replacement, person !== null);
    },
  });

/**
 * A centre replaces a lost code against the telephone or identity number of whose it is, the petitioner's or a representative's of a group: the
 * old one is void, the new one is his alone.
 */
export const replaceQueryCode: ReturnType<typeof replacing> = {
  ...replacing(null),
  run: async (tools, caller, input) => replacing(await knownAs(tools, input)).run(tools, caller, input),
};
