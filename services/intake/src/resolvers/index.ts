import { Attachment, mutation, mutations, totals } from '@daqidi/service';
import { dateScalar, dateTimeScalar, positionScalar } from '@daqidi/subgraph';
import { appealCommands, knowledgeCommands } from '../actions.js';
import { findPetitioner } from '../commands/find-petitioner.js';
import { handOutExport } from '../commands/hand-out-export.js';
import { openAttachment } from '../commands/open-attachment.js';
import { proposeKnowledge } from '../commands/propose-knowledge.js';
import { replaceQueryCode } from '../commands/replace-query-code.js';
import { reportNotice } from '../commands/report-notice.js';
import { requestExport } from '../commands/request-export.js';
import { submitAppeal } from '../commands/submit-appeal.js';
import { submitWithoutAccount } from '../commands/submit-without-account.js';
import { viewPetitioner } from '../commands/view-petitioner.js';
import type { Context } from '../context.js';
import type { Resolvers } from '../generated/schema.js';
import { Appeal } from './appeal.js';
import { appealByUnifiedCode } from './appeal-by-unified-code.js';
import { appealFile, ticketForAttachment, uploadTerms } from './attachments.js';
import { caseChanges } from './case-changes.js';
import { CaseRow } from './case-row.js';
import { caseCounts, cases } from './cases.js';
import { Export, ExportRecord, exportOf, exportPiece, exportRecords, exports, ticketFor } from './exports.js';
import { foundFor } from './find-petitioner.js';
import { KnowledgeEntry, knowledge, knowledgeProposals, searchKnowledge } from './knowledge.js';
import { Notice, notices, noticesOf, reported } from './notices.js';
import { peopleGroupTotals } from './people-group-totals.js';
import { detailsOf } from './petitioner-details.js';
import { frequentViewers, PetitionerView, petitionerViews } from './petitioner-views.js';
import { receiptFor, replacedFor } from './receipt.js';
import { caseByCode, offeredByCode, timelineByCode } from './timeline-by-code.js';
import { TimelineEntry } from './timeline-entry.js';

export const resolvers: Resolvers<Context> = {
  Date: dateScalar,
  DateTime: dateTimeScalar,
  Position: positionScalar,
  Query: {
    appeal: (_, { id }, { appeals }) => appeals.load(id),
    appealByUnifiedCode,
    cases,
    caseCounts,
    caseChanges,
    timelineByCode,
    caseByCode,
    peopleGroups: (_, __, { tools }) => tools.peopleGroups,
    peopleGroupTotals,
    submissionChallenge: (_, __, { tools }) => tools.proofOfWork.challenge(),
    knowledge,
    searchKnowledge,
    knowledgeProposals,
    export: exportOf,
    exports,
    exportRecords,
    exportPiece,
    appealFile,
    uploadTerms,
    petitionerViews,
    frequentViewers,
    notices,
  },
  Mutation: {
    ...mutations('appeal', appealCommands),
    ...mutations('knowledgeEntry', { proposeKnowledge, ...knowledgeCommands }),
    ...mutations('export', { requestExport }),
    handOutExport: mutation(handOutExport, ticketFor),
    submitAppeal: mutation(submitAppeal, receiptFor),
    submitWithoutAccount: mutation(submitWithoutAccount, receiptFor),
    openAttachment: mutation(openAttachment, ticketForAttachment),
    viewPetitioner: mutation(viewPetitioner, detailsOf),
    findPetitioner: mutation(findPetitioner, foundFor),
    reportNotice: mutation(reportNotice, reported),
    replaceQueryCode: mutation(replaceQueryCode, replacedFor),
  },
  Appeal: {
    ...Appeal,
    notices: noticesOf,
    __resolveReference: ({ id }: { readonly id: string }, { appeals }: Context) => appeals.load(id),
  } as Resolvers<Context>['Appeal'],
  Attachment,
  CaseByCode: { actions: offeredByCode },
  CaseConnection: totals,
  Export,
  ExportConnection: totals,
  ExportRecord,
  ExportRecordConnection: totals,
  PetitionerView,
  PetitionerViewConnection: totals,
  KnowledgeConnection: totals,
  KnowledgeEntry,
  CaseRow,
  Notice,
  NoticeConnection: totals,
  TimelineEntry,
};
