import { Attachment, mutations, runBatch, totals } from '@daqidi/service';
import { dateScalar, dateTimeScalar, positionScalar } from '@daqidi/subgraph';
import { entryCommands, publicationCommands, suggestionCommands } from '../actions.js';
import { countersignOne } from '../commands/countersign-one.js';
import { keepDraft } from '../commands/keep-draft.js';
import type { Context } from '../context.js';
import type { Resolvers } from '../generated/schema.js';
import { answerSuggestions } from './answer-suggestions.js';
import { caseByCode, entryActions } from './case-by-code.js';
import { ChannelProposal, channelQueries } from './channels.js';
import { ClosingRecord, closingTerms } from './closing-record.js';
import { directoryQueries, Region, Unit } from './directory.js';
import { DirectoryChange, directoryChanges } from './directory-changes.js';
import { entryFile, openEvidence } from './evidence.js';
import { HolidayList, holidayLists, stateHolidays } from './holidays.js';
import { ledger, ledgerCounts } from './ledger.js';
import { LedgerEntry } from './ledger-entry.js';
import { officeMutations } from './office.js';
import { Officer, officerQueries, Post, PostProposal, Vacancy } from './officers.js';
import { TimelineEntry } from './plan.js';
import { PolicyNumbers, policyQueries } from './policy.js';
import { Publication, PublicationFile, publications, publicationsDue } from './publications.js';
import { Suggestion, suggestions } from './suggestions.js';
import { stateTag, tags } from './tags.js';

type Reference = { readonly id: string };

import { pauseGrounds } from './requests.js';
export const resolvers: Resolvers<Context> = {
  DateTime: dateTimeScalar,
  Position: positionScalar,
  Date: dateScalar,
  Query: {
    ...directoryQueries,
    ...officerQueries,
    ...policyQueries,
    ...channelQueries,
    directoryChanges,
    ledgerEntry: (_, { id }, { entries }) => entries.load(id),
    openEvidence,
    entryFile,
    holidayLists,
    tags,
    ledger,
    ledgerCounts,
    suggestions,
    publications,
    publicationsDue,
    closingTerms,
    pauseGrounds,
  },
  Mutation: {
    ...officeMutations,
    stateHolidays,
    stateTag,
    countersignMany: async (_, { input }, context) => {
      const results = await runBatch(countersignOne, context, input);
      return { results: results.map(({ document, ...rest }) => ({ ...rest, ledgerEntry: document })) };
    },
    answerSuggestions,
    ...mutations('suggestion', suggestionCommands),
    ...mutations('ledgerEntry', { ...entryCommands, keepDraft }),
    ...mutations('publicationFile', publicationCommands),
  },
  Attachment,
  Publication,
  PublicationFile,
  PublicationConnection: totals,
  TimelineEntry,
  ClosingRecord,
  PublicationFileConnection: totals,
  HolidayList,
  LedgerConnection: totals,
  Suggestion,
  SuggestionConnection: totals,
  PostProposalConnection: { total: totals.total },
  DirectoryChangeConnection: { total: totals.total },
  PostProposal,
  Vacancy,
  ChannelProposal,
  PolicyNumbers,
  DirectoryChange,
  Appeal: {
    ledgerEntry: ({ id, ledgerEntry }, _, { entries }) => (ledgerEntry === undefined ? entries.load(id) : ledgerEntry),
    __resolveReference: async ({ id }: Reference, { entries }: Context) => {
      const ledgerEntry = await entries.load(id);
      return ledgerEntry === null ? null : { id, ledgerEntry };
    },
  } as Resolvers<Context>['Appeal'],
  CaseByCode: { __resolveReference: caseByCode, entryActions } as unknown as Resolvers<Context>['CaseByCode'],
  LedgerEntry: {
    ...LedgerEntry,
    __resolveReference: ({ id }: Reference, { entries }: Context) => entries.load(id),
  } as Resolvers<Context>['LedgerEntry'],
  Region: {
    ...Region,
    __resolveReference: ({ id }: Reference, { tools }: Context) => copyOf(tools.directory.region(id)),
  } as Resolvers<Context>['Region'],
  Unit: {
    ...Unit,
    __resolveReference: ({ id }: Reference, { tools }: Context) => copyOf(tools.directory.unit(id)),
  } as Resolvers<Context>['Unit'],
  Officer: { ...Officer, __resolveReference: ({ id }: Reference) => ({ id }) } as Resolvers<Context>['Officer'],
  Post: {
    ...Post,
    __resolveReference: ({ id }: Reference, { tools }: Context) => copyOf(tools.directory.post(id)),
  } as Resolvers<Context>['Post'],
};

/** The federation runtime writes on what it is given. */
function copyOf<Item extends object>(item: Item | undefined): Item | null {
  return item === undefined ? null : { ...item };
}
