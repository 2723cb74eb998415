import { badInput } from '@daqidi/runtime';
import type { IntakeExportRequestedV1 } from '@daqidi/schemas';
import { type Command, checkText, text } from '@daqidi/service';
import { requestExport as decide } from '../domain/export.js';
import { exportCreation, ownScope } from '../export-command.js';
import type { CaseFilter, RequestExportInput } from '../generated/schema.js';
import type { ExportDocument } from '../model.js';
import { selectCases } from '../resolvers/case-selection.js';
import { readerOf } from '../shared/export-reader.js';
import { overseerOf } from '../shared/overseers.js';
import type { Tools } from '../tools.js';

type Filter = IntakeExportRequestedV1['filter'];

/** What is not asked for is left out. */
const statedIn = (filter: CaseFilter): Filter =>
  Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, value]])),
  ) as Filter;

const checkColumns = (columns: RequestExportInput['columns']): IntakeExportRequestedV1['columns'] => {
  if (columns.length === 0 || new Set(columns).size < columns.length)
    throw badInput('columns', 'Name at least one column, and each once.', '请至少选择一列,且不得重复。');
  return columns as IntakeExportRequestedV1['columns'];
};

/** BAD_USER_INPUT for an id or a word that no event would hold. */
const checkFilter = (filter: Filter): Filter => {
  if (filter.subject !== undefined) checkText('filter.subject', filter.subject, 1, 128);
  const tooLong = Object.entries(filter).find(([, value]) => typeof value === 'string' && (value === '' || value.length > 128));
  if (tooLong === undefined) return filter;
  throw badInput(`filter.${tooLong[0]}`, 'This has 1 to 128 characters.', '此项应为 1 至 128 字。');
};

const asking = (waiting: number): Command<Tools, RequestExportInput, ExportDocument> =>
  exportCreation<RequestExportInput, 'purpose'>({
    rule: 'export.request',
    texts: { purpose: text(2, 500) },
    decide: ({ tools, id: exportId, input, caller: { principal }, texts: { purpose }, now }) => {
      const { columns, format, language } = input;
      const filter = checkFilter(statedIn(input.filter ?? {}));
      // Refuses what the list itself refuses.
      selectCases(filter, 'OLDEST_FIRST', { tools, ...readerOf(tools, principal.person, now), now });
      return decide(
        {
          exportId,
          filter,
          columns: checkColumns(columns),
          format,
          language,
          purpose,
          overseer: overseerOf(principal.posts, principal.person),
        },
        waiting,
      );
    },
  });

/** Asks for the rows of the ledger that a filter shows; made later, step by step. */
export const requestExport: Command<Tools, RequestExportInput, ExportDocument> = {
  rule: 'export.request',
  run: async (tools, caller, input) => {
    const { person } = caller.principal;
    const waiting = await tools.model.exports.collection.count('waiting', {
      scope: ownScope(person),
      where: { 'keys.waiting': { $gt: '' } },
    });
    return asking(waiting).run(tools, caller, input);
  },
};
