import { maskNumbers, permit } from '@daqidi/identity';
import type { TextReference } from '@daqidi/schemas';
import { textUnder } from '@daqidi/service';
import type { Context } from '../context.js';
import { type Details, noDetails } from '../petitioner-details.js';
import { type AppealDocument, subjectOf } from '../subject.js';
import { memberIdsOf } from './group-members.js';
import type { Speaker } from './speaker.js';

/** What is kept of one person; nothing of who was erased. */
const readDetails = (stored: { readonly text: string } | null): Details =>
  stored === null ? noDetails : { ...noDetails, ...(JSON.parse(stored.text) as Partial<Details>) };

/** What is kept of the petitioner; nothing where he left nothing, or it was erased. */
export const detailsIn = async ({ state }: AppealDocument, { texts }: Pick<Context, 'texts'>): Promise<Details> => {
  const personal = state.submitted?.personal ?? null;
  const stored = personal === null ? null : await texts.load(personal.vaultId);
  return readDetails(stored);
};

/** The same of a group's other members, in the order of their numbers. */
export const membersIn = (appeal: AppealDocument, { texts }: Context): Promise<readonly Details[]> =>
  Promise.all(memberIdsOf(appeal).map(async (id) => readDetails(await texts.load(id))));

/** What is kept of whoever spoke for him; null where nobody did, or it was erased. */
export const speakerIn = async ({ state }: AppealDocument, { texts }: Context): Promise<Speaker | null> => {
  const reference = state.submitted?.speaker;
  const stored = reference === undefined ? null : await texts.load(reference.vaultId);
  return stored === null ? null : (JSON.parse(stored.text) as Speaker);
};

/** Whether the reader may know who the petitioner is: a protected one is named to the oversight tracks only. */
export const isNamedFor = (appeal: AppealDocument, { tools, principal }: Pick<Context, 'tools' | 'principal'>): boolean =>
  appeal.state.submitted?.petitioner.protected !== true ||
  permit(tools.rules, 'petitioner.protected', principal, subjectOf(appeal)) !== null;

/** A text of this appeal as it was written, for those whose posts need it. */
export const writtenText = (appeal: AppealDocument, reference: TextReference | null, context: Context): Promise<string | null> =>
  textUnder('appeal.content', context, subjectOf(appeal), reference);

/**
 * The same as it is shown without a record: whoever sees the petitioner's telephone and identity number masked sees them masked in his
 * texts too, and whoever may not know who he is does not find his name there.
 */
export const shownText = async (
  appeal: AppealDocument,
  reference: TextReference | null,
  context: Context,
): Promise<string | null> => {
  const text = await writtenText(appeal, reference, context);
  if (text === null || permit(context.tools.rules, 'appeal.numbers', context.principal, subjectOf(appeal)) !== null) return text;
  const hidden = isNamedFor(appeal, context)
    ? []
    : [await detailsIn(appeal, context), ...(await membersIn(appeal, context)), (await speakerIn(appeal, context)) ?? noDetails];
  return maskNumbers(hidden.reduce<string>((shown, { name }) => (name === null ? shown : shown.replaceAll(name, '***')), text));
};
