import type { ErrorText } from './errors.js';

/** A name that a schema or a document may give: never a value. Whatever else stands in its place is not repeated. */
const name = '"\\$?([_A-Za-z][_0-9A-Za-z.]{0,99})"';
const type = '"([[\\]!_0-9A-Za-z]{1,99})"';
const hint = '(?: Did you mean [\\s\\S]*)?$';

interface Fault {
  readonly form: RegExp;
  say(...names: readonly string[]): ErrorText;
}

const formOf: Readonly<Record<string, ErrorText>> = {
  DateTime: {
    en: ' (a moment with its offset, such as 2026-11-23T00:00:00.000Z)',
    zh: '(带时区的时间,如 2026-11-23T00:00:00.000Z)',
  },
  Date: { en: ' (a calendar day, YYYY-MM-DD)', zh: '(日期,格式为 YYYY-MM-DD)' },
  Position: { en: ' (the token that a mutation answered with)', zh: '(修改操作返回的位置标记)' },
};

const misfit = (kind: string | undefined): ErrorText => {
  const { en, zh } = (kind === undefined ? undefined : formOf[kind.replaceAll(/[[\]!]/g, '')]) ?? { en: '', zh: '' };
  return kind === undefined
    ? { en: 'A value does not fit its type.', zh: '有的值与其类型不符。' }
    : { en: `A value does not fit the type ${kind}${en}.`, zh: `有的值与类型 ${kind} 不符${zh}。` };
};

/** What GraphQL finds wrong with a document or a value, by the message that it has for it; the most telling first. */
const faults: readonly Fault[] = [
  {
    form: new RegExp(`Field ${name} is not defined by type ${type}\\.${hint}`),
    say: (field, on) => ({ en: `The type ${on} has no field ${field}.`, zh: `类型 ${on} 没有字段 ${field}。` }),
  },
  {
    form: new RegExp(`is not defined by type ${type}\\.${hint}`),
    say: (on) => ({ en: `The type ${on} has no field of this name.`, zh: `类型 ${on} 没有该名称的字段。` }),
  },
  {
    form: new RegExp(`(?:Field|Variable|argument|Argument) ${name} of (?:required )?type ${type} (?:was not|is required)`),
    say: (field, of) => ({ en: `${field} (${of}) is required.`, zh: `缺少必填项 ${field}(${of})。` }),
  },
  {
    form: new RegExp(`Expected non-nullable type ${type} not to be null\\.$`),
    say: (of) => ({ en: `A value of type ${of} is required, not null.`, zh: `类型 ${of} 的值不能为空。` }),
  },
  {
    form: new RegExp(`does not exist in ${type} enum\\.${hint}`),
    say: (of) => ({ en: `A value is none of the enum ${of}.`, zh: `有的值不在枚举 ${of} 之中。` }),
  },
  {
    form: new RegExp(`^Cannot query field ${name} on type ${type}\\.`),
    say: (field, on) => ({ en: `The type ${on} has no field ${field}.`, zh: `类型 ${on} 没有字段 ${field}。` }),
  },
  {
    form: new RegExp(`^Unknown argument ${name} on (?:field|directive) "@?([_0-9A-Za-z.]{1,99})"\\.`),
    say: (argument, on) => ({ en: `${on} has no argument ${argument}.`, zh: `${on} 没有参数 ${argument}。` }),
  },
  {
    form: /^Unknown (?:type|fragment|directive|operation named) "@?([_A-Za-z][_0-9A-Za-z]{0,99})"\.?/,
    say: (what) => ({ en: `${what} is not known.`, zh: `未知名称 ${what}。` }),
  },
  {
    form: new RegExp(`^Field ${name} of type ${type} must have a selection of subfields\\.`),
    say: (field) => ({ en: `Say which fields of ${field} you want.`, zh: `请指明 ${field} 的子字段。` }),
  },
  {
    form: new RegExp(`^Field ${name} must not have a selection since type ${type} has no subfields\\.`),
    say: (field) => ({ en: `${field} has no fields of its own.`, zh: `${field} 没有子字段。` }),
  },
  {
    form: new RegExp(`^Variable ${name} is (?:not defined|never used)`),
    say: (variable) => ({
      en: `The variable ${variable} is not declared, or not used.`,
      zh: `变量 ${variable} 未声明或未使用。`,
    }),
  },
  {
    form: new RegExp(`^Variable ${name} of type ${type} used in position expecting type ${type}\\.`),
    say: (variable, is, expected) => ({
      en: `The variable ${variable} is declared as ${is}, and ${expected} is expected.`,
      zh: `变量 ${variable} 声明为 ${is},应为 ${expected}。`,
    }),
  },
  { form: new RegExp(`Expected type ${type}`), say: misfit },
  { form: new RegExp(`Expected value of type ${type}`), say: misfit },
  { form: new RegExp(`Enum ${type} cannot represent`), say: misfit },
  { form: /(?:^|; )([A-Z][A-Za-z]{1,30}) cannot represent/, say: misfit },
  { form: /(?:^|[;.] )(DateTime|Date|Position) is /, say: misfit },
  { form: /got invalid value|has invalid value/, say: () => misfit(undefined) },
  {
    form: /^Syntax Error/,
    say: () => ({ en: 'The text of the query cannot be read: it has a syntax error.', zh: '查询语句有语法错误,无法解析。' }),
  },
];

/** What GraphQL thinks was meant: names of the schema. */
const meantIn = (message: string): readonly string[] => {
  const at = message.endsWith('?') ? message.lastIndexOf(' Did you mean ') : -1;
  return at < 0 ? [] : [...message.slice(at).matchAll(/"([_A-Za-z][\w.]{0,99})"/g)].map(([, meant = '']) => meant);
};

const withHint = (text: ErrorText, meant: readonly string[]): ErrorText =>
  meant.length === 0 ? text : { en: `${text.en} Did you mean ${meant.join(', ')}?`, zh: `${text.zh}是否为 ${meant.join('、')}?` };

/** Where in the variables it is, by the names of fields. */
const placeIn = (message: string): string | undefined => {
  if (!message.startsWith('Variable "')) return undefined;
  const before = message.slice(0, message.lastIndexOf('"; '));
  return /^[_A-Za-z][\w.[\]]{0,199}$/.exec(before.slice(before.lastIndexOf('"') + 1))?.[0];
};

/**
 * What is wrong with a request, in both languages, by the message that GraphQL has for it. Nothing of it that is a value is repeated:
 * who mistypes a field has a name or an identity number in another, and messages go into logs.
 */
export const requestFault = (message: string): ErrorText => {
  for (const { form, say } of faults) {
    const found = form.exec(message);
    if (found === null) continue;
    const text = withHint(say(...found.slice(1)), meantIn(message));
    const place = placeIn(message);
    return place === undefined ? text : { en: `${place}: ${text.en}`, zh: `${place}:${text.zh}` };
  }
  return { en: 'The request does not fit the schema.', zh: '请求与接口定义不符。' };
};
