// Three small subgraphs of the usual kind: lists with page sizes, entities that lie elsewhere, references resolved by id, every
// resolver asynchronous as if there were a store behind it. The same data and the same functions for every row of the bench.
const names = ['王建国', '李秀英', '张伟', '刘洋', '陈静', '杨帆', '赵敏', '黄磊', '周涛', '吴丹'];
const posts = ['主要领导', '分管领导', '承办人'];

const people = new Map(
  Array.from({ length: 60 }, (_, at) => {
    const id = `person-${at}`;
    return [id, { id, name: names[at % names.length], telephone: `1380000${String(1000 + at)}`, post: posts[at % 3] }];
  }),
);
const units = new Map(
  Array.from({ length: 12 }, (_, at) => {
    const id = `unit-${at}`;
    return [
      id,
      {
        id,
        name: `第${at}街道办事处`,
        region: `51190200${at}`,
        kind: 'TOWNSHIP',
        headIds: [`person-${at}`, `person-${at + 12}`],
      },
    ];
  }),
);
const cases = Array.from({ length: 40 }, (_, at) => ({
  id: `case-${at}`,
  code: `BZ2026${String(110_000 + at)}`,
  title: `关于第${at}号小区供水管道反复爆裂的诉求`,
  stage: ['SUBMITTED', 'ASSIGNED', 'IN_PROGRESS', 'RESOLVED'][at % 4],
  dueAt: '2026-12-08T09:00:00.000Z',
  unitId: `unit-${at % 12}`,
  petitionerId: `person-${24 + (at % 30)}`,
}));
const caseById = new Map(cases.map((each) => [each.id, each]));

const own = {
  cases: {
    Query: {
      cases: async (_, { first }) => cases.slice(0, first).map((each) => ({ ...each })),
      case: async (_, { id }) => (caseById.has(id) ? { ...caseById.get(id) } : null),
    },
  },
  units: { Query: { unit: async (_, { id }) => (units.has(id) ? { ...units.get(id) } : null) } },
  people: { Query: { person: async (_, { id }) => (people.has(id) ? { ...people.get(id) } : null) } },
};
const caseLinks = {
  unit: async ({ unitId }) => ({ __typename: 'Unit', id: unitId }),
  petitioner: async ({ petitionerId }) => ({ __typename: 'Person', id: petitionerId }),
};
const unitLinks = { heads: async ({ headIds }) => headIds.map((id) => ({ __typename: 'Person', id })) };

export const resolversOf = {
  cases: {
    ...own.cases,
    Case: { ...caseLinks, __resolveReference: async ({ id }) => ({ ...caseById.get(id) }) },
  },
  units: { ...own.units, Unit: { ...unitLinks, __resolveReference: async ({ id }) => ({ ...units.get(id) }) } },
  people: { ...own.people, Person: { __resolveReference: async ({ id }) => ({ ...people.get(id) }) } },
};

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const rule = 'directive @rule(name: String!) on FIELD_DEFINITION';
const fields = {
  Case: 'id: ID! code: String! title: String! stage: String! dueAt: String! unit: Unit! petitioner: Person!',
  Unit: 'id: ID! name: String! region: String! kind: String! heads: [Person!]!',
  Person: 'id: ID! name: String! telephone: String! post: String!',
};
const roots = {
  cases: 'cases(first: Int! = 20): [Case!]! @rule(name: "open") case(id: ID!): Case @rule(name: "open")',
  units: 'unit(id: ID!): Unit @rule(name: "open")',
  people: 'person(id: ID!): Person @rule(name: "open")',
};
const types = { cases: ['Case', ['Unit', 'Person']], units: ['Unit', ['Person']], people: ['Person', []] };

/** SDL of federation 2, as Apollo, Hive and we read it. */
export const sdlOf = (name) => {
  const [owned, others] = types[name];
  const stubs = others.map((type) => `type ${type} @key(fields: "id", resolvable: false) { id: ID! }`);
  return [link, rule, `type Query { ${roots[name]} }`, `type ${owned} @key(fields: "id") { ${fields[owned]} }`, ...stubs].join(
    '\n',
  );
};

/** SDL of federation 1, as Mercurius reads it. */
export const firstSdlOf = (name) => {
  const [owned, others] = types[name];
  const stubs = others.map((type) => `extend type ${type} @key(fields: "id") { id: ID! @external }`);
  const root = roots[name].replaceAll(/ @rule\(name: "\w+"\)/g, '');
  return [`extend type Query { ${root} }`, `type ${owned} @key(fields: "id") { ${fields[owned]} }`, ...stubs].join('\n');
};

/** The same graph stitched by hand into one schema. */
export const stitched = {
  typeDefs: [
    `type Query { ${Object.values(roots)
      .join(' ')
      .replaceAll(/ @rule\(name: "\w+"\)/g, '')} }`,
    ...Object.entries(fields).map(([type, of]) => `type ${type} { ${of} }`),
  ].join('\n'),
  resolvers: {
    Query: { ...own.cases.Query, ...own.units.Query, ...own.people.Query },
    Case: {
      unit: async ({ unitId }) => ({ ...units.get(unitId) }),
      petitioner: async ({ petitionerId }) => ({ ...people.get(petitionerId) }),
    },
    Unit: { heads: async ({ headIds }) => headIds.map((id) => ({ ...people.get(id) })) },
  },
};

export const subgraphNames = ['cases', 'units', 'people'];

export const queries = {
  nested: `query Cases { cases(first: 20) { id code title stage dueAt unit { id name region kind heads { id name post } } petitioner { id name telephone } } }`,
  small: 'query One($id: ID!) { case(id: $id) { id code title stage } }',
};
export const variables = { nested: {}, small: { id: 'case-7' } };
