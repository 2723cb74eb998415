import { namedFiles, text } from '@daqidi/service';
import { recordProgress as decide } from '../domain/handle.js';
import { notHandling } from '../domain/handler.js';
import { byHandler, entryCommand, handlersAt, takesEvidence } from '../entry-command.js';
import type { RecordProgressInput } from '../generated/schema.js';

export const recordProgress = entryCommand<RecordProgressInput, 'text'>({
  rule: 'entry.handle',
  texts: { text: text(1, 2_000) },
  by: byHandler,
  open: ({ state, facts, actor: { person }, now, tools }) => notHandling(state, person, handlersAt(tools, facts, now)),
  attachments: takesEvidence,
  decide: ({ state, facts, id: appealId, texts, attachments, actor: { person }, now, tools }) =>
    decide(
      state,
      { person, handlersOf: handlersAt(tools, facts, now) },
      { appealId, text: texts.text, ...namedFiles(attachments) },
    ),
});
