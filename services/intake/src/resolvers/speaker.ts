import { maskName, permit } from '@daqidi/identity';
import type { Context } from '../context.js';
import { isNamedFor, speakerIn } from '../shared/petitioner-texts.js';
import { type AppealDocument, subjectOf } from '../subject.js';

/** Who spoke for the petitioner: he himself reads the name, others see it masked, and of a protected one nothing. */
export const speakerFor = async (appeal: AppealDocument, context: Context) => {
  const speaker = isNamedFor(appeal, context) ? await speakerIn(appeal, context) : null;
  if (speaker === null) return null;
  const { tools, principal } = context;
  const isOwn = permit(tools.rules, 'appeal.numbers', principal, subjectOf(appeal)) !== null;
  const { name, relation, consents } = speaker;
  return { name: isOwn ? name : maskName(name), relation, consents };
};
