import { actionsByCode, type Info } from '@daqidi/service';
import { commandsByCode } from '../actions.js';
import type { Context } from '../context.js';
import { type ByCode, entryByCode } from '../shared/petitioner-by-code.js';

interface Reference {
  readonly id: string;
  readonly code: string;
}

/** What the petitioner needs for confirming or refusing a result, by his query code, which is checked here again. */
export const caseByCode = async ({ id, code }: Reference, { tools }: Context) => {
  const shown = await entryByCode(tools, id, code);
  const result = shown?.document.state.result ?? null;
  return {
    id,
    code,
    shown,
    entryVersion: shown?.document.version ?? null,
    result: result && { digest: result.digest, text: await tools.store.vault.get(result.text.vaultId) },
  };
};

const offered = actionsByCode(commandsByCode);

export const entryActions = ({ shown }: { readonly shown: ByCode | null }, _: unknown, context: Context, info: Info) =>
  shown && offered(shown.document, shown.person, context, info);
