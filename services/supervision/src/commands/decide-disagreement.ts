import { text } from '@daqidi/service';
import { decideDisagreement as decide, noDisagreement } from '../domain/joint-decision.js';
import { byConference, dualCommand } from '../dual-command.js';
import type { DecideDisagreementInput } from '../generated/schema.js';

export const decideDisagreement = dualCommand<DecideDisagreementInput, 'reason'>({
  rule: 'conference.decide',
  texts: { reason: text(4, 2_000) },
  by: byConference,
  open: ({ state }) => noDisagreement(state),
  decide: ({ state, input: { about, agreed = null, finding = null }, texts }) =>
    decide(state, { about, agreed, finding, reason: texts.reason }),
});
