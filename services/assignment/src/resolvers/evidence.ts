import { permit } from '@daqidi/identity';
import { checkShown, type FindsFile, fileOfStream, grantByTicket, newTicket } from '@daqidi/service';
import type { Context } from '../context.js';
import type { QueryResolvers } from '../generated/schema.js';
import { subjectOf } from '../subject.js';
import type { Tools } from '../tools.js';

const finding =
  (tools: Tools): FindsFile =>
  async ({ document: id, attachment }, { principal, scope }) => {
    const { entries } = tools.model;
    const entry = await entries.collection.byId(id, scope);
    if (entry === null || permit(tools.rules, 'appeal.content', principal, subjectOf(entry)) === null) return null;
    return fileOfStream(tools, attachment, entries.streamOf(id));
  };

/** Null where there is no such file that the reader may see. RULE_VIOLATION where it is held, or waits to be looked at. */
export const openEvidence: QueryResolvers<Context>['openEvidence'] = async (_, asked, { tools, principal, scope }) => {
  const { appealId: document, attachmentId: attachment, form } = asked;
  if ((await finding(tools)({ document, attachment }, { principal, scope })) === null) return null;
  await checkShown(tools, attachment);
  const { person, kind } = principal;
  return newTicket(tools, { document, attachment, form: form ?? 'SHOWN', reader: { person, kind } });
};

export const entryFile: QueryResolvers<Context>['entryFile'] = (_, { ticket }, { tools }) =>
  grantByTicket(tools, ticket, finding(tools));
