import { isSameSecret } from '@daqidi/identity';
import { petitionerWithCode, readQueryCode } from '@daqidi/kernel';
import { actionsByCode, type Info } from '@daqidi/service';
import { commandsByCode } from '../actions.js';
import type { Context } from '../context.js';
import { dayOf, readUnifiedCode } from '../domain/unified-code.js';
import type { QueryResolvers } from '../generated/schema.js';
import { queryCodeOf, receiptIdOf } from '../query-code.js';
import { codesOf } from '../shared/group-members.js';
import { openCodeActs } from '../shared/open-code-acts.js';
import { timelinesOf } from '../shared/timelines.js';
import type { AppealDocument } from '../subject.js';

/**
 * The appeal of whoever holds both codes of its receipt. The search is for the query code, never for the unified code, which
 * can be guessed: nothing that was filed makes the answer to a wrong code take longer.
 */
const receiptHolder = async ({ tools }: Context, typed: { readonly unifiedCode: string; readonly queryCode: string }) => {
  const { model, store, lookupSecret } = tools;
  const unifiedCode = readUnifiedCode(typed.unifiedCode);
  if (unifiedCode === null) return null;
  const queryCode = readQueryCode(typed.queryCode);
  const appealId = await store.vault.get(receiptIdOf(lookupSecret, dayOf(unifiedCode), queryCode));
  if (appealId === null) return null;
  const appeal = await model.appeals.collection.byId(appealId);
  if (appeal === null || !isSameSecret(appeal.state.submitted?.unifiedCode ?? '', unifiedCode)) return null;
  // One that was replaced is void.
  if (!codesOf(lookupSecret, appeal).some((code) => isSameSecret(code, queryCode))) return null;
  const [timeline] = await timelinesOf(model.timeline, [appealId]);
  return { appeal, queryCode, entries: timeline?.entries.map((entry) => ({ ...entry, queryCode })) ?? [] };
};

export const timelineByCode: QueryResolvers<Context>['timelineByCode'] = async (_, typed, context) =>
  (await receiptHolder(context, typed))?.entries ?? null;

/** With what its petitioner's next command needs; whoever spoke for him sees how it stands, and no more. */
export const caseByCode: QueryResolvers<Context>['caseByCode'] = async (_, typed, context) => {
  const held = await receiptHolder(context, typed);
  if (held === null) return null;
  const { appeal, queryCode: code, entries: timeline } = held;
  const { model, store } = context.tools;
  const row = await model.cases.collection.byId(appeal._id);
  const petitioner = petitionerWithCode(appeal.state.submitted, code);
  const isPetitioner = petitioner !== null;
  const answer = isPetitioner ? appeal.state.deskAnswer : null;
  const broughtAgain = isPetitioner ? appeal.facts.broughtAgain : null;
  const split = isPetitioner ? appeal.state.split : null;
  const later = broughtAgain === null ? null : await model.appeals.collection.byId(broughtAgain);
  return {
    id: appeal._id,
    appeal,
    code,
    version: appeal.version,
    stage: row?.stage ?? 'SUBMITTED',
    timeline,
    codeActs: isPetitioner
      ? openCodeActs({ ...appeal, id: appeal._id, tools: context.tools, now: context.tools.clock.now() }, false)
      : [],
    noticeChoice: petitioner === null ? null : (appeal.state.contactPreferences[petitioner] ?? null),
    deskAnswer: answer && { digest: answer.digest, text: await store.vault.get(answer.text.vaultId) },
    split:
      split?.status === 'PROPOSED'
        ? {
            complaintText: await store.vault.get(split.complaint.vaultId),
            ordinaryText: await store.vault.get(split.ordinary.vaultId),
            dueAt: split.clock.dueAt,
          }
        : null,
    broughtAgain: later && {
      unifiedCode: later.state.submitted?.unifiedCode ?? '',
      queryCode: queryCodeOf(context.tools.lookupSecret, later._id, later.state.codeGeneration),
    },
  };
};

const offered = actionsByCode(commandsByCode);

interface Held {
  readonly appeal: AppealDocument;
  readonly code: string;
}

export const offeredByCode = ({ appeal, code }: Held, _: unknown, context: Context, info: Info) => {
  const person = petitionerWithCode(appeal.state.submitted, code);
  return person === null ? [] : offered(appeal, person, context, info);
};
