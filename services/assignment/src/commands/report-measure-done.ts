import { text } from '@daqidi/service';
import { notDoing, reportDone } from '../domain/suggestion.js';
import type { ReportMeasureDoneInput } from '../generated/schema.js';
import { suggestionCommand } from '../suggestion-command.js';

export const reportMeasureDone = suggestionCommand<ReportMeasureDoneInput, 'report'>({
  rule: 'suggestion.act',
  texts: { report: text(4, 2_000) },
  open: ({ state }) => notDoing(state),
  decide: ({ state, id: appealId, texts: { report } }) => reportDone(state, { appealId, report }),
});
