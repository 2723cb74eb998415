import { judgeReuse as decide } from '../domain/closing-record.js';
import { byDistributor, entryCommand } from '../entry-command.js';
import type { JudgeReuseInput } from '../generated/schema.js';

export const judgeReuse = entryCommand<JudgeReuseInput>({
  rule: 'reuse.judge',
  by: byDistributor,
  decide: ({ state, id: appealId, input: { worth } }) => decide(state, appealId, worth),
});
