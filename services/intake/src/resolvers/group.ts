import { maskName, permit } from '@daqidi/identity';
import type { Context } from '../context.js';
import { correctedAt } from '../shared/kept-details.js';
import { everybodyIn, isNamedFor } from '../shared/petitioner-texts.js';
import { type AppealDocument, subjectOf } from '../subject.js';

/** Who the group is: its own representatives read the names, others see them masked, as any petitioner's. */
export const groupFor = async (appeal: AppealDocument, context: Context) => {
  const group = appeal.state.submitted?.petitioner.group;
  if (group === undefined) return null;
  const { tools, principal } = context;
  const isOwn = permit(tools.rules, 'appeal.numbers', principal, subjectOf(appeal)) !== null;
  const people = isNamedFor(appeal, context) ? await everybodyIn(appeal, context) : [];
  return {
    size: group.members,
    members: people.map(({ name }, index) => ({
      name: name === null || isOwn ? name : maskName(name),
      representative: index <= group.others.length,
      contactCorrectedAt: correctedAt(appeal, index),
    })),
  };
};
