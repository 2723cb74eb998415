import { dayInShanghai } from '@daqidi/calendar';
import { text } from '@daqidi/service';
import { declareConflict as decide, notDeclaring } from '../domain/oversight.js';
import type { DeclareConflictInput } from '../generated/schema.js';
import { oversightCommand } from '../oversight-command.js';

export const declareConflict = oversightCommand<DeclareConflictInput, 'reason'>({
  rule: 'conflict.declare',
  begins: true,
  texts: { reason: text(2, 500) },
  open: ({ state, facts, actor: { person } }) => notDeclaring(state, facts, person),
  decide: ({ state, facts, id: appealId, input: { ground }, texts: { reason }, now, actor: { person: personId } }) =>
    decide(state, facts, { appealId, personId, ground, reason }, Number(dayInShanghai(now).slice(0, 4))),
});
