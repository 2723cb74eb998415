import { badInput, DaqidiError, derivedId } from '@daqidi/runtime';
import type { Outcome } from '@daqidi/store';
import { encodePosition } from '@daqidi/subgraph';
import type { Command } from './command.js';
import { checkRequestId } from './command-call.js';
import type { MutationContext } from './mutations.js';

/** One of many, as a client names it. */
interface Item {
  readonly appealId: string;
}

/** What the same thing done alone is asked with. */
export type AsCommand<One> = One & { readonly requestId: string };

export interface BatchRefusal {
  readonly code: string;
  readonly rule: string | null;
  /** Of the item. */
  readonly field: string | null;
  readonly messageZh: string;
  readonly messageEn: string;
}

export interface BatchResult<Document> {
  readonly appealId: string;
  /** Null where it was refused. */
  readonly document: Document | null;
  readonly position: string | null;
  readonly refusal: BatchRefusal | null;
}

const most = 100;

const refusalOf = (error: unknown): BatchRefusal => {
  // Whatever went wrong on our side is no answer about one of them.
  if (!(error instanceof DaqidiError)) throw error;
  const { code, rule = null, field = null, text } = error;
  return { code, rule, field, messageZh: text.zh, messageEn: text.en };
};

/**
 * Does one command for many cases under one request: each has its document, its outcome and its refusal, as if it had been asked for alone,
 * and a retry of the whole gives each the answer that it had. 1 to 100 of them, each case once. BAD_USER_INPUT.
 */
export const runBatch = async <Tools, One extends Item, Document>(
  command: Command<Tools, AsCommand<One>, Document>,
  context: MutationContext<Tools>,
  { requestId, items }: { readonly requestId: string; readonly items: readonly One[] },
): Promise<readonly BatchResult<Document>[]> => {
  checkRequestId(requestId);
  const distinct = new Set(items.map(({ appealId }) => appealId)).size;
  if (distinct === 0 || distinct < items.length || items.length > most)
    throw badInput('items', 'A batch has 1 to 100 cases, each once.', '每批 1 至 100 件,不得重复。');
  const done = (outcome: Outcome<Document>) => ({
    document: outcome.document,
    position: encodePosition(outcome.position),
    refusal: null,
  });
  return Promise.all(
    items.map(async (item) => {
      const own = { ...item, requestId: derivedId('batch', requestId, item.appealId) };
      const one = await command
        .run(context.tools, context, own)
        .then(done, (error: unknown) => ({ document: null, position: null, refusal: refusalOf(error) }));
      return { appealId: item.appealId, ...one };
    }),
  );
};
