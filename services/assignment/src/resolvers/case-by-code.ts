import { actionsByCode, type Info } from '@daqidi/service';
import { commandsByCode } from '../actions.js';
import type { Context } from '../context.js';
import { entryByCode } from '../shared/petitioner-by-code.js';
import type { EntryDocument } from '../subject.js';

interface Reference {
  readonly id: string;
  readonly code: string;
}

/** What the petitioner needs for confirming or refusing a result, by his query code, which is checked here again. */
export const caseByCode = async ({ id, code }: Reference, { tools }: Context) => {
  const entry = await entryByCode(tools, id, code);
  const result = entry?.state.result ?? null;
  return {
    id,
    code,
    entry,
    entryVersion: entry?.version ?? null,
    result: result && { digest: result.digest, text: await tools.store.vault.get(result.text.vaultId) },
  };
};

const offered = actionsByCode(commandsByCode);

export const entryActions = ({ entry }: { readonly entry: EntryDocument | null }, _: unknown, context: Context, info: Info) =>
  entry && offered(entry, entry.facts.submitted?.petitioner.personId ?? '', context, info);
