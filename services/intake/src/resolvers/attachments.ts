import { permit, principalKey } from '@daqidi/identity';
import { asPetitioner, checkShown, type FindsFile, grantByTicket, megabyte, newTicket } from '@daqidi/service';
import type { Outcome } from '@daqidi/store';
import type { Context } from '../context.js';
import { filesOf } from '../domain/attachments.js';
import type { OpenAttachmentInput, QueryResolvers } from '../generated/schema.js';
import { petitionerByCode } from '../shared/petitioner-by-code.js';
import { isNamedFor } from '../shared/petitioner-texts.js';
import { type AppealDocument, subjectOf } from '../subject.js';
import type { Tools } from '../tools.js';

/** Who names it in a command afterwards; null where nobody could. */
const ownerOf = async (
  { tools, principal }: Context,
  { proof, appealId, queryCode }: { proof?: string | null; appealId?: string | null; queryCode?: string | null },
): Promise<string | null> => {
  if (principal.kind !== 'ANONYMOUS') return principalKey(principal);
  if (appealId && queryCode) {
    const shown = await petitionerByCode(tools, appealId, queryCode);
    return shown && principalKey({ person: shown.person, kind: 'PETITIONER' });
  }
  const challenge = proof ? await tools.proofOfWork.solved(proof) : null;
  return challenge === null ? null : `proof:${challenge}`;
};

export const uploadTerms: QueryResolvers<Context>['uploadTerms'] = async (_, asked, context) => {
  const { tools, principal } = context;
  const owner = await ownerOf(context, asked);
  if (owner === null) return null;
  const isOffice = principal.kind === 'OFFICER' || principal.kind === 'MACHINE';
  return {
    owner,
    mostBytes: tools.directory.policy(tools.clock.now()).attachmentMegabytes * megabyte,
    keepsOriginal: isOffice && asked.evidence === true,
  };
};

const finding =
  (tools: Tools): FindsFile =>
  async ({ document, attachment }, { principal, scope }) => {
    const appeal = await tools.model.appeals.collection.byId(document, scope);
    if (appeal === null || permit(tools.rules, 'attachment.open', principal, subjectOf(appeal)) === null) return null;
    if (principal.kind !== 'PETITIONER' && !isNamedFor(appeal, { tools, principal })) return null;
    return filesOf(appeal.state).find(({ vaultId }) => vaultId === attachment) ?? null;
  };

export const appealFile: QueryResolvers<Context>['appealFile'] = (_, { ticket }, { tools }) =>
  grantByTicket(tools, ticket, finding(tools));

/** For whoever was let in by the command: signed in, or by the petitioner's code. */
export const ticketForAttachment = async (
  { document }: Outcome<AppealDocument>,
  { tools, principal, ...context }: Context,
  { attachmentId, form, queryCode }: OpenAttachmentInput,
) => {
  await checkShown(tools, attachmentId);
  const shown = principal.kind === 'ANONYMOUS' && queryCode ? await petitionerByCode(tools, document._id, queryCode) : null;
  const reader = shown === null ? principal : asPetitioner(tools, { ...context, principal }, shown.person).principal;
  const { person, kind } = reader;
  return newTicket(tools, {
    document: document._id,
    attachment: attachmentId,
    form: form ?? 'SHOWN',
    reader: { person, kind },
  });
};
