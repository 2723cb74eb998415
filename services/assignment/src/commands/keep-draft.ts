import { principalKey } from '@daqidi/identity';
import { conflict, notFound } from '@daqidi/runtime';
import { type Caller, type Command, commandCall, optionalText } from '@daqidi/service';
import { ownerAsAuthor, requestIdTaken } from '@daqidi/store';
import { notHandling } from '../domain/handler.js';
import { byHandler, handlersAt } from '../entry-command.js';
import type { KeepDraftInput } from '../generated/schema.js';
import { draftId } from '../shared/drafts.js';
import { type EntryDocument, subjectOf } from '../subject.js';
import type { Tools } from '../tools.js';
import { recordProgress } from './record-progress.js';

const rule = 'entry.handle';
const most = optionalText(4_000);

const authorOf = (tools: Tools, caller: Caller, document: EntryDocument) =>
  byHandler({
    ...{ tools, caller, document, subject: subjectOf(document) },
    names: { appealId: document._id },
    now: tools.clock.now(),
  });

/** Whoever handles the case keeps what he is writing, each kind of text once: no event, for nothing has happened to the case. */
export const keepDraft: Command<Tools, KeepDraftInput, EntryDocument> = {
  rule,
  run: async (tools, caller, input) => {
    const text = most(input.text, 'text');
    const { model, store, clock, refusal } = tools;
    const now = clock.now();
    const { requestId, inputHash } = commandCall<EntryDocument>(caller, input, (document) => authorOf(tools, caller, document));
    const document = await model.entries.collection.byId(input.appealId, caller.scope);
    if (document === null || document.seq === 0) throw notFound();
    const { person } = authorOf(tools, caller, document);
    const names = { appealId: input.appealId };
    if (!recordProgress.offers?.({ tools, caller, document, names, now })) {
      const handlersOf = handlersAt(tools, document.facts, now);
      throw refusal(notHandling(document.state, person, handlersOf)?.refused ?? 'case.recused');
    }
    const author = principalKey(caller.principal);
    const _id = draftId(author, input.appealId, input.kind);
    const kept = await model.drafts.byId(_id);
    const outcome = { document, position: { stream: model.entries.streamOf(document._id), seq: document.seq } };
    if (kept?.requestId === requestId) {
      if (kept.inputHash === inputHash) return { ...outcome, replayed: true };
      throw requestIdTaken();
    }
    const owner = ownerAsAuthor(author);
    // What was erased is not there for its author either.
    const isThere = kept !== null && (await store.vault.unseal(owner, _id, kept)) !== null;
    if ((isThere ? kept.number : 0) !== input.draftNumber) throw conflict();
    if (text === null) {
      if (kept !== null) await model.drafts.remove(_id, { number: kept.number });
      return { ...outcome, replayed: false };
    }
    const sealed = await store.vault.seal(owner, _id, text);
    const named = { appealId: input.appealId, number: input.draftNumber + 1, requestId, inputHash };
    const row = { ...named, ...sealed, keptAt: new Date(now).toISOString() };
    const saved =
      kept === null
        ? await model.drafts.insert({ _id, ...row })
        : await model.drafts.update({ _id, number: kept.number }, { $set: row });
    if (!saved) throw conflict();
    return { ...outcome, replayed: false };
  },
};
