import type { EventEnvelope } from '@daqidi/events';
import { type Listener, on } from '@daqidi/service';
import { codeNotice } from '../domain/notices.js';
import { queryCodeOf } from '../query-code.js';
import { broughtAgain, splitOff } from '../shared/born-of.js';
import { telephoneOf } from '../shared/kept-details.js';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';

/** What the petitioner asked for becomes an appeal of its own; what it comes from knows which. */
export const bearAppeals = (tools: Tools): readonly Listener[] => {
  const { model, notifier, lookupSecret } = tools;

  /** Whoever has no account gets the codes as he got those before. */
  const tellCodes = async (event: EventEnvelope, { state }: AppealDocument, born: AppealDocument): Promise<void> => {
    if (state.takenInBy === null) return;
    const { zh, en } = codeNotice({
      unifiedCode: born.state.submitted?.unifiedCode ?? '',
      queryCode: queryCodeOf(lookupSecret, born._id),
    });
    const telephone = await telephoneOf(tools, born);
    await notifier.send({ id: `${event.id}:codes`, telephone, at: event.time, textZh: zh, textEn: en });
  };

  const bear = async (
    event: EventEnvelope,
    known: 'splitOff' | 'broughtAgain',
    birth: (original: AppealDocument) => Promise<AppealDocument | null>,
  ): Promise<void> => {
    const original = await model.appeals.collection.byId(event.key);
    const born = original === null ? null : await birth(original);
    if (original === null || born === null) return;
    await model.appeals.inform(original._id, (facts) => (facts[known] === born._id ? facts : { ...facts, [known]: born._id }));
    await tellCodes(event, original, born);
  };

  return [
    on('intake', 'SplitApproved', (event) => bear(event, 'splitOff', (original) => splitOff(tools, original))),
    on('intake', 'AppealBroughtAgain', (event) =>
      bear(event, 'broughtAgain', (original) => broughtAgain(tools, original, event.data)),
    ),
  ];
};
