import { confirm } from '../domain/countersign.js';
import { entryCommand } from '../entry-command.js';
import type { ConfirmResultInput } from '../generated/schema.js';

export const confirmResult = entryCommand<ConfirmResultInput>({
  rule: 'countersign.petitioner',
  decide: ({ state, id, input: { digest, satisfaction }, now, tools }) =>
    confirm(state, { appealId: id, digest, satisfaction, order: tools.directory.policy(now).countersignOrder }),
});
