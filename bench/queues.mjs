// What a page of the other lists of a desk costs when there are many: the review queue, the books and the orders, each by the filters that
// desks use, on few rows and on many, and the ratio of the two.
//   npm run bench -- queues [--small 1000] [--large 100000] [--calls 40]
// Rows are copies of one that was played, each with its own id, place in the order and a few values of a district.
import { openServiceWorld } from '@daqidi/service-testing';
import { createAssignment } from '../services/assignment/dist/index.js';
import { createSupervision } from '../services/supervision/dist/index.js';
import { createTriage } from '../services/triage/dist/index.js';
import { medianCpuTime, ratiosOf, sizes } from './support/cpu-time.mjs';
import { machine, print } from './support/figures.mjs';

const { small: few, large: many, calls } = sizes();

const day = 86_400_000;
/** Rows of one call. */
const batch = 1_000;
const units = 340;

const atRow = (number, rows, now) => new Date(now - (rows - number) * ((365 * day) / rows)).toISOString();
const idOf = (number) => `case-${String(number).padStart(7, '0')}`;

const lists = {
  triage: {
    create: createTriage,
    about: { collection: 'case', field: 'appealId' },
    play: async (world, appealId) => world.hears('intake', 'AppealSubmitted', appealId),
    collectionOf: ({ cases }) => cases.collection,
    keysOf: (keys, number, moment) => ({
      ...keys,
      stage: number % 20 === 0 ? 'SCREENING' : number % 21 === 0 ? 'ASSESSING' : 'DONE',
      waiting: `${moment}|${idOf(number)}`,
    }),
    query: `query($stage: TriageStage!, $mine: Boolean, $overdue: Boolean) {
      triageQueue(stage: $stage, mine: $mine, overdue: $overdue, first: 20) { pageInfo { endCursor hasNextPage } edges { node { id stage desk } } }
    }`,
    asked: {
      'to screen': ['letters-1', { stage: 'SCREENING' }],
      'to screen, mine': ['north-village-reviewer', { stage: 'SCREENING', mine: true }],
      'overdue screenings': ['letters-1', { stage: 'SCREENING', overdue: true }],
      'to assess': ['letters-1', { stage: 'ASSESSING' }],
    },
  },
  assignment: {
    create: createAssignment,
    about: { collection: 'entry', field: 'appealId' },
    play: async (world, appealId) => {
      await world.hears('intake', 'AppealSubmitted', appealId);
      await world.hears('triage', 'AppealAssessed', appealId);
    },
    collectionOf: ({ entries }) => entries.collection,
    keysOf: (keys, number, moment) => {
      const isOpen = number % 20 === 0;
      return {
        ...keys,
        stage: isOpen ? 'HANDLING' : 'CLOSED',
        unit: `u-${number % units}`,
        handler: `handler-${number % 700}`,
        order: `${moment}|${idOf(number)}`,
        dueOrder: `${isOpen ? moment : '~'}|${idOf(number)}`,
        dueAt: isOpen ? new Date(moment) : null,
      };
    },
    query: `query($stage: EntryStage, $unitId: ID, $handlerId: ID, $overdue: Boolean, $sort: LedgerSort) {
      ledger(stage: $stage, unitId: $unitId, handlerId: $handlerId, overdue: $overdue, sort: $sort, first: 20) { pageInfo { endCursor hasNextPage } edges { node { id stage } } }
    }`,
    asked: {
      'the whole book': ['letters-1', {}],
      'the whole book, newest first': ['letters-1', { sort: 'NEWEST_FIRST' }],
      'by due date': ['letters-1', { sort: 'DUE_FIRST' }],
      stage: ['letters-1', { stage: 'HANDLING' }],
      unit: ['letters-1', { unitId: 'u-20' }],
      handler: ['letters-1', { handlerId: 'handler-40' }],
      overdue: ['letters-1', { overdue: true }],
    },
  },
  supervision: {
    create: createSupervision,
    about: { collection: 'order', field: 'orderId' },
    play: async (world, appealId) => {
      await world.hears('intake', 'AppealSubmitted', appealId);
      await world.hears('assignment', 'ClockOverdue', appealId);
    },
    collectionOf: ({ orders }) => orders.collection,
    keysOf: (keys, number, moment) => ({
      ...keys,
      unit: `u-${number % units}`,
      status: number % 20 === 0 ? 'ISSUED' : 'CONCLUDED',
      order: `${moment}|${idOf(number)}`,
    }),
    query: `query($status: OrderStatus, $unitId: ID) {
      supervisionOrders(status: $status, unitId: $unitId, first: 20) { pageInfo { endCursor hasNextPage } edges { node { id status } } }
    }`,
    asked: {
      'all orders': ['letters-1', {}],
      'open orders': ['letters-1', { status: 'ISSUED' }],
      'orders of a unit': ['letters-1', { unitId: 'u-20' }],
    },
  },
};

const measure = async (name, rows) => {
  const { create, about, play, collectionOf, keysOf, query, asked } = lists[name];
  const world = await openServiceWorld({ create, answer: '', about });
  const now = world.clock.now();
  const appealId = world.newAppeal();
  await play(world, appealId);
  await world.settled();
  const collection = collectionOf(world.tools.model);
  const [played] = await collection.model.find({}).lean();
  if (played === undefined) throw new Error(`${name}: nothing was played`);
  for (let from = 0; from < rows; from += batch) {
    const some = Array.from({ length: Math.min(batch, rows - from) }, (_, index) => from + index);
    const made = some.map((number) => ({
      ...played,
      _id: idOf(number),
      outbox: [],
      pendingAt: null,
      nextDueAt: null,
      keys: keysOf(played.keys, number, atRow(number, rows, now)),
    }));
    await collection.model.insertMany(made, { lean: true });
  }
  const milliseconds = {};
  for (const [what, [who, variables]] of Object.entries(asked)) {
    const reader = world.officer(who);
    milliseconds[what] = await medianCpuTime(async () => {
      const { code } = await reader.asks(query, variables);
      if (code !== null) throw new Error(`${what}: ${code}`);
    }, calls);
  }
  await world.stop();
  return milliseconds;
};

const found = {};
for (const name of Object.keys(lists)) {
  const [small, large] = [await measure(name, few), await measure(name, many)];
  found[name] = { small, large, ratios: ratiosOf(small, large) };
}
print({ ...machine(), rows: [few, many], ...found });
