import { dayInShanghai } from '@daqidi/calendar';
import type { Waiting } from '../../domain/notices.js';
import type { CaseFilter } from '../../generated/schema.js';
import { type Asking, type Conditions, countedCases } from '../../resolvers/case-selection.js';
import type { Tools } from '../../tools.js';
import { readerOf } from '../export-reader.js';

/** An officer as he would read his desk at this moment. */
const askingFor = (tools: Tools, person: string): Asking => {
  const now = tools.clock.now();
  return { tools, now, ...readerOf(tools, person, now) };
};

/** As many as `caseCounts` counts for him: the figure is that of the list he opens. */
const countOf = async (asking: Asking, filter: CaseFilter, more: Conditions = {}): Promise<number> => {
  const { query, where } = countedCases({ ...filter, mine: true }, asking);
  const { collection } = asking.tools.model.cases;
  const counts = await collection.groupCount(query, 'stage', { scope: asking.scope, where: { ...where, ...more } });
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
};

/** What waits for an officer now, among the cases that he may see. */
export const waitingFor = async (tools: Tools, person: string): Promise<Waiting> => {
  const asking = askingFor(tools, person);
  const { at: dueBefore } = tools.directory.calendar().dueAfter(dayInShanghai(asking.now), 3);
  const mine = await countOf(asking, {});
  if (mine === 0) return { mine, dueSoon: 0, overdue: 0 };
  const [dueBy, overdue] = await Promise.all([countOf(asking, { dueBefore }), countOf(asking, { overdue: true })]);
  return { mine, dueSoon: dueBy - overdue, overdue };
};

/** Of `turnOrder`: after one moment (empty for all), up to and with another. */
export const turnsBetween = (since: string, until: string): Conditions => ({ $gt: since && `${since}~`, $lt: `${until}~` });

/** How many cases became his to go on with after one moment and up to another, and still are. */
export const newTurns = (
  tools: Tools,
  person: string,
  { since, until }: { readonly since: string; readonly until: string },
): Promise<number> => countOf(askingFor(tools, person), {}, { turnOrder: turnsBetween(since, until) });
