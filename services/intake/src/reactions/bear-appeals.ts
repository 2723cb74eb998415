import type { EventEnvelope } from '@daqidi/events';
import { type Listener, on } from '@daqidi/service';
import { broughtAgain, splitOff } from '../shared/born-of.js';
import { tell } from '../shared/notices/tell.js';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';

/** What the petitioner asked for becomes an appeal of its own; what it comes from knows which. */
export const bearAppeals = (tools: Tools): readonly Listener[] => {
  const { model } = tools;

  /** Whoever has no account gets the codes as he got those before. */
  const tellCodes = async (event: EventEnvelope, { state }: AppealDocument, born: AppealDocument): Promise<void> => {
    const personId = born.state.submitted?.petitioner.personId;
    if (state.takenInBy === null || personId === undefined) return;
    const recipient = { role: 'PETITIONER', personId } as const;
    await tell(tools, event, born, { kind: 'CODES', about: null, atOnce: true, recipient });
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
