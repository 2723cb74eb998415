import { badInput } from '@daqidi/runtime';
import {
  type GraphQLArgument,
  GraphQLID,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** The longest id that an event can name (schemas/events/shared.json), in characters. */
const longest = 128;

// Control characters and halves of characters: no id has them, and some stores cannot look for them.
const unwritable = /\p{Cc}|\p{Cs}/u;

const isId = (value: string): boolean =>
  value !== '' && value.length <= longest * 2 && [...value].length <= longest && !unwritable.test(value);

type Check = (value: unknown, field: string) => void;

const checkId: Check = (value, field) => {
  if (typeof value !== 'string' || isId(value)) return;
  throw badInput(
    field,
    `${field} is no id: an id has 1 to ${longest} characters, none of them control characters.`,
    `${field} 不是有效的编号:应为 1 至 ${longest} 个字符,且不含控制字符。`,
  );
};

/** Input types within which a check is being made: one that holds itself is checked as deep as its values go. */
type Making = Map<GraphQLInputObjectType, { check: Check | null }>;

/** Checks every id within values of this type; null where there can be none. */
const checkOf = (type: GraphQLInputType, making: Making): Check | null => {
  if (isNonNullType(type)) return checkOf(type.ofType, making);
  if (type === GraphQLID) return checkId;
  if (isListType(type)) {
    const each = checkOf(type.ofType, making);
    if (each === null) return null;
    return (value, field) => {
      for (const item of Array.isArray(value) ? value : []) each(item, field);
    };
  }
  if (!isInputObjectType(type)) return null;
  const begun = making.get(type);
  if (begun !== undefined) return (value, field) => begun.check?.(value, field);
  const own: { check: Check | null } = { check: null };
  making.set(type, own);
  own.check = checkFields(Object.values(type.getFields()), making);
  return own.check;
};

/** A mutation's `input` is left out of the path: its fields are what callers know. */
const within = (path: string): string => (path === '' || path === 'input' ? '' : `${path}.`);

const checkFields = (fields: readonly Pick<GraphQLArgument, 'name' | 'type'>[], making: Making): Check | null => {
  const checks = fields.flatMap(({ name, type }) => {
    const check = checkOf(type, making);
    return check === null ? [] : [{ name, check }];
  });
  if (checks.length === 0) return null;
  return (values, path) => {
    if (typeof values !== 'object' || values === null) return;
    for (const { name, check } of checks) check((values as Readonly<Record<string, unknown>>)[name], `${within(path)}${name}`);
  };
};

/** Refuses whatever cannot be an id among a field's arguments, before anything is looked for. BAD_USER_INPUT. */
export const idsChecked = (args: readonly GraphQLArgument[]): ((values: object) => void) => {
  const check = checkFields(args, new Map());
  return (values) => check?.(values, '');
};
