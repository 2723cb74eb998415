import { maskNumbers, permit } from '@daqidi/identity';
import type { Attachment, TextReference } from '@daqidi/schemas';
import { type AttachmentView, attachmentsOf, textUnder } from '@daqidi/service';
import type { Context } from '../context.js';
import { type Details, noDetails } from '../petitioner-details.js';
import { type AppealDocument, subjectOf } from '../subject.js';
import { detailsOfAll } from './kept-details.js';
import type { Speaker } from './speaker.js';

/** What is known of everybody who brings it, as it holds now: the petitioner first; nothing of whoever left nothing or was erased. */
export const everybodyIn = async (appeal: AppealDocument, { texts }: Pick<Context, 'texts'>): Promise<readonly Details[]> =>
  (await detailsOfAll(appeal, async (id) => (await texts.load(id))?.text ?? null)).map((details) => details ?? noDetails);

/** The same of the petitioner alone. */
export const detailsIn = async (appeal: AppealDocument, context: Pick<Context, 'texts'>): Promise<Details> =>
  (await everybodyIn(appeal, context))[0] ?? noDetails;

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

/** The files of a text, for whoever may open them: pictures cannot be masked. */
export const shownFiles = async (
  appeal: AppealDocument,
  references: readonly Attachment[] | undefined,
  context: Context,
): Promise<AttachmentView[]> =>
  permit(context.tools.rules, 'attachment.open', context.principal, subjectOf(appeal)) !== null &&
  (context.principal.kind === 'PETITIONER' || isNamedFor(appeal, context))
    ? attachmentsOf(references ?? [], context)
    : [];

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
    : [...(await everybodyIn(appeal, context)), (await speakerIn(appeal, context)) ?? noDetails];
  return maskNumbers(hidden.reduce<string>((shown, { name }) => (name === null ? shown : shown.replaceAll(name, '***')), text));
};
