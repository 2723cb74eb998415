import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const isoMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Whether the calendar has that day, `YYYY-MM-DD`: 30 February would be read as 2 March. */
const isDay = (given: string): boolean => {
  const time = Date.parse(`${given}T00:00:00.000Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === given;
};

const moment = (value: unknown): string => {
  const time = typeof value === 'string' && isoMoment.test(value) && isDay(value.slice(0, 10)) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time))
    throw new GraphQLError('DateTime is an ISO 8601 moment with its offset, such as 2026-11-23T00:00:00.000Z');
  return new Date(time).toISOString();
};

/** A moment: in and out as ISO 8601, UTC, milliseconds. Resolvers may answer with a Date or such a string. */
export const dateTimeScalar = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  serialize: (value) => moment(value instanceof Date ? value.toISOString() : value),
  parseValue: moment,
  parseLiteral: (node) => moment(node.kind === Kind.STRING ? node.value : null),
});

const day = (value: unknown): string => {
  const given = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : '';
  if (!isDay(given)) throw new GraphQLError('Date is a calendar day, YYYY-MM-DD');
  return given;
};

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const dateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  serialize: day,
  parseValue: day,
  parseLiteral: (node) => day(node.kind === Kind.STRING ? node.value : null),
});

const token = (value: unknown): string => {
  // Never an object: one with a length would be taken for so many bytes.
  if (typeof value !== 'string') throw new GraphQLError('Position is the token that a mutation answered with');
  return value;
};

/** Where a stream stands. What the token says is `decodePosition`'s to read. */
export const positionScalar = new GraphQLScalarType<string, string>({
  name: 'Position',
  serialize: token,
  parseValue: token,
  parseLiteral: (node) => token(node.kind === Kind.STRING ? node.value : null),
});
