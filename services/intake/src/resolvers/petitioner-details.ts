import type { Outcome } from '@daqidi/store';
import type { Context } from '../context.js';
import { noDetails } from '../petitioner-details.js';
import { everybodyIn, speakerIn, writtenText } from '../shared/petitioner-texts.js';
import type { AppealDocument } from '../subject.js';

/** The petitioner in full, and his texts with the numbers in them, for a view that has been recorded. */
export const detailsOf = async ({ document }: Outcome<AppealDocument>, context: Context) => {
  const { submitted, supplements } = document.state;
  const references = [submitted?.content ?? null, ...supplements.map(({ content }) => content)];
  const texts = await Promise.all(references.map((reference) => writtenText(document, reference, context)));
  const [details = noDetails, ...members] = await everybodyIn(document, context);
  const speaker = await speakerIn(document, context);
  return {
    details,
    members,
    speaker: speaker && { ...noDetails, name: speaker.name, telephone: speaker.telephone },
    texts: texts.filter((text) => text !== null),
  };
};
