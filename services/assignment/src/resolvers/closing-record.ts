import type { Context } from '../context.js';
import type { ClosingRecordResolvers, QueryResolvers } from '../generated/schema.js';

export const closingTerms: QueryResolvers<Context>['closingTerms'] = (_, __, { tools }) => tools.closingTerms;

/** In the words of the list that a code is of, whatever holds today. */
export const ClosingRecord: ClosingRecordResolvers<Context> = {
  cause: ({ cause }, _, { tools }) => tools.closingTerms.causes.find(({ code }) => code === cause) ?? null,
  measures: ({ measures }, _, { tools }) => tools.closingTerms.measures.filter(({ code }) => measures.includes(code)),
};
