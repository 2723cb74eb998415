import { judgeReuse as decide, notJudging } from '../domain/closing-record.js';
import { byDistributor, entryCommand } from '../entry-command.js';
import type { JudgeReuseInput } from '../generated/schema.js';

export const judgeReuse = entryCommand<JudgeReuseInput>({
  rule: 'reuse.judge',
  by: byDistributor,
  open: ({ state }) => notJudging(state),
  decide: ({ state, id: appealId, input: { worth } }) => decide(state, appealId, worth),
});
