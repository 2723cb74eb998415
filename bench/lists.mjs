// What a page of the list of cases costs when there are many: each filter in each order, on few rows and on many, and the ratio of the two.
//   npm run bench -- lists [--small 1000] [--large 100000] [--calls 40]
// Rows are made up, not played: one in twenty is open, units, subjects and channels are as many as a district has. 100,000 take a minute.
// Beside CPU time stands the time on the wall that 95 of 100 calls stay below, which other load on the machine stretches.
import { openServiceWorld } from '@daqidi/service-testing';
import { noParts } from '../services/intake/dist/domain/case-row.js';
import { createIntake } from '../services/intake/dist/index.js';
import { caseRow } from '../services/intake/dist/projections/cases.js';
import { cpuTimeOf, ratiosOf, sizes, timesOf } from './support/cpu-time.mjs';
import { machine, print, round } from './support/figures.mjs';

const { small: few, large: many, calls } = sizes();

const day = 86_400_000;
/** Rows of one call. */
const batch = 1_000;
const units = 340;

/** The number-th of so many cases of the past year, the oldest first. */
const partsOf = (number, rows, now) => {
  const receivedAt = new Date(now - (rows - number) * ((365 * day) / rows)).toISOString();
  const dueAt = new Date(Date.parse(receivedAt) + 20 * day).toISOString();
  const isOpen = number % 20 === 0;
  const isSigning = number % 40 === 0;
  const path = number % 3 === 0 ? ['511902', '511902002', '511902002201'] : ['511902', '511902001', '511902001201'];
  const unitId = `u-${number % units}`;
  return {
    ...noParts,
    submitted: {
      appealId: `case-${String(number).padStart(7, '0')}`,
      unifiedCode: `511902-${number}`,
      channel: ['WINDOW', 'QR_CODE', 'HOTLINE'][number % 3],
      ...{ regionId: path[2], regionPath: path, number: 0, barred: [], recused: [], restricted: false, offices: [] },
      petitioner: { personId: `p-${number}`, kind: 'NAMED' },
      receivedAt,
    },
    assessed: { category: ['RESOLUTION', 'COMPLAINT', 'SUGGESTION'][number % 3], subject: `城建/${number % 200}` },
    triage: { stage: 'ASSESSING', at: receivedAt, dueAt: null },
    assignment: {
      stage: isSigning ? 'SIGNING_OFF' : isOpen ? 'HANDLING' : 'CLOSED',
      at: receivedAt,
      dueAt: isOpen ? dueAt : null,
    },
    signing: isSigning ? { since: receivedAt, signed: ['HANDLER', 'PETITIONER'], dueAt } : null,
    unitId: isSigning ? 'u-north' : unitId,
    units: [unitId, 'u-group'],
    handlerId: `handler-${number % 700}`,
    confirmed: isOpen ? null : ['SATISFIED', 'VERY_SATISFIED', 'DISSATISFIED'][number % 7 === 0 ? 2 : number % 2],
  };
};

const list = `query($filter: CaseFilter, $sort: CaseSort) {
  cases(filter: $filter, sort: $sort, first: 20) { pageInfo { endCursor hasNextPage } edges { node { id stage dueAt overdue category subject } } }
}`;

/** Bounded, but not by the size of a page: what it costs grows up to 10,000 counted or 20,000 looked at. */
const total =
  'query($filter: CaseFilter, $sort: CaseSort) { cases(filter: $filter, sort: $sort, first: 1) { total totalIsExact } }';

const lastMonth = (now) => new Date(now - 30 * day).toISOString();
/** By name: a filter, and the order where it is not the usual one. */
const asked = (now) => ({
  everything: [{}],
  'everything, oldest first': [{}, 'OLDEST_FIRST'],
  'everything, by due date': [{}, 'DUE_FIRST'],
  stage: [{ stage: 'HANDLING' }],
  'stage, by due date': [{ stage: 'HANDLING' }, 'DUE_FIRST'],
  unit: [{ unitId: 'u-20' }],
  handler: [{ handlerId: 'handler-40' }],
  township: [{ regionId: '511902002' }],
  category: [{ category: 'COMPLAINT' }],
  'category, by due date': [{ category: 'COMPLAINT' }, 'DUE_FIRST'],
  subject: [{ subject: '城建/7', submittedFrom: lastMonth(now) }],
  satisfaction: [{ satisfaction: 'DISSATISFIED' }],
  period: [{ submittedFrom: lastMonth(now) }],
  overdue: [{ overdue: true }],
  'due before': [{ dueBefore: new Date(now).toISOString() }],
});

const measure = async (rows) => {
  const world = await openServiceWorld({ create: createIntake, answer: '', about: { collection: 'appeal', field: 'appealId' } });
  const now = world.clock.now();
  const { collection } = world.tools.model.cases;
  const began = performance.now();
  for (let from = 0; from < rows; from += batch) {
    const some = Array.from({ length: Math.min(batch, rows - from) }, (_, index) => partsOf(from + index, rows, now));
    const made = some.map((parts) => ({
      ...caseRow(world.district, parts, { asOf: new Date(parts.submitted.receivedAt), changed: null }),
      _id: parts.submitted.appealId,
    }));
    await collection.insertMissing(made.map((row) => ({ ...row, rev: 1, applied: {} })));
  }
  const fillSeconds = round((performance.now() - began) / 1_000);
  const milliseconds = {};
  const wallP95 = {};
  const totals = {};
  const reader = world.officer('letters-1');
  const deputy = world.officer('north-deputy');
  const queries = [
    ...Object.entries(asked(now)).map(([name, [filter, sort]]) => [name, reader, { filter, sort }]),
    ['mine', deputy, { filter: { mine: true } }],
  ];
  for (const [name, who, variables] of queries) {
    const asks = async (query) => {
      const { code } = await who.asks(query, variables);
      if (code !== null) throw new Error(`${name}: ${code}`);
    };
    const times = await timesOf(() => asks(list), calls);
    milliseconds[name] = times.medianCpu;
    wallP95[name] = times.wallP95;
    totals[name] = round(await cpuTimeOf(() => asks(total)), 1);
  }
  await world.stop();
  return { fillSeconds, cpuMilliseconds: milliseconds, millisecondsP95: wallP95, cpuMillisecondsOfTotals: totals };
};

// Compiled by the first, which is not counted.
await measure(few);
const [small, large] = [await measure(few), await measure(many)];
const ratios = ratiosOf(small.cpuMilliseconds, large.cpuMilliseconds);
print({ ...machine(), rows: [few, many], small, large, ratios });
