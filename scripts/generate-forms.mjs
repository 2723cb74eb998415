// What forms of mutations are made from: fields, choices and words out of the SDL, who may ever use them out of the policy.
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql';

/** `Told to the petitioner, 5 to 1,000 characters. 决定理由,5 至 1,000 字` → both languages. */
const bilingual = (description) => {
  const text = (description ?? '').replaceAll(/\s+/g, ' ').trim();
  const [, en = text, zh = ''] = /^(|.*[.)`;:]\s)(\p{Script=Han}.*|[^.]{1,12}\p{Script=Han}.*)$/u.exec(text) ?? [];
  return { zh: zh.trim(), en: en.trim() };
};

const longestIn = (description) => {
  const [, most] = /to ([\d,]+) (?:visible )?characters/.exec((description ?? '').replaceAll(/\s+/g, ' ')) ?? [];
  return most === undefined ? undefined : Number(most.replaceAll(',', ''));
};

/** `With BY_CODE and PROXY.`: the sibling whose choices those words are, and with which of them it is asked for. */
const conditionIn = (description, siblings) => {
  const [, said] = /^With ([A-Z_]{3,}(?: and [A-Z_]{3,})*)/.exec((description ?? '').trim()) ?? [];
  const is = said?.split(' and ') ?? [];
  const hasAll = (type) => isEnumType(type) && is.every((word) => type.getValue(word) !== undefined);
  const sibling = is.length === 0 ? undefined : siblings.find(({ type }) => hasAll(getNamedType(type)));
  return sibling && { field: sibling.name, is };
};

const kinds = { String: 'TEXT', ID: 'ID', Int: 'NUMBER', Float: 'DECIMAL', Boolean: 'FLAG', Date: 'DATE', DateTime: 'DATE' };

const fieldOf = (field, _index, siblings) => {
  const named = getNamedType(field.type);
  const longest = longestIn(field.description);
  const when = conditionIn(field.description, siblings);
  return {
    name: field.name,
    kind: isEnumType(named) ? 'CHOICE' : isInputObjectType(named) ? 'GROUP' : (kinds[named.name] ?? 'TEXT'),
    // What belongs to one choice alone is needed with it.
    required:
      (isNonNullType(field.type) && field.defaultValue === undefined) ||
      /^With [A-Z_]+, and only then/.test(field.description ?? ''),
    list: isListType(getNullableType(field.type)),
    text: bilingual(field.description),
    ...(longest !== undefined && { longest }),
    ...(when !== undefined && { when }),
    ...(/\bevidence of the office\b/i.test(field.description ?? '') && { evidence: true }),
    ...(isEnumType(named) && {
      of: named.name,
      choices: named.getValues().map(({ name, description }) => ({ value: name, text: bilingual(description) })),
    }),
    ...(isInputObjectType(named) && { fields: Object.values(named.getFields()).map(fieldOf) }),
  };
};

/** `{ 'acceptEntry': 'entry.handle' }` of all subgraphs. */
const rulesOf = (subgraphs) => {
  const mutations = subgraphs
    .flatMap((sdl) => parse(sdl).definitions)
    .filter(({ name, kind }) => name?.value === 'Mutation' && kind.startsWith('ObjectType'));
  const ruleOf = ({ directives }) => directives.find(({ name }) => name.value === 'rule')?.arguments?.[0]?.value.value;
  return new Map(mutations.flatMap(({ fields }) => fields.map((field) => [field.name.value, ruleOf(field)])));
};

const rolesOf = ({ groups, rules }, rule) => {
  const grants = (rules[rule]?.allow ?? []).flatMap((each) => (typeof each === 'string' ? groups[each] : [each]));
  return [...new Set(grants.map(({ role }) => role))].sort();
};

/** The type of the answer's field that is no position: what the mutation changes. */
const changedBy = ({ type }) => {
  const payload = getNamedType(type);
  if (!isObjectType(payload)) return payload.name;
  const [changed] = Object.values(payload.getFields())
    .map((field) => getNamedType(field.type))
    .filter(isObjectType);
  return changed?.name ?? payload.name;
};

export const mutationForms = ({ schema, subgraphs, policy, operations }) => {
  const rules = rulesOf(subgraphs);
  const fields = schema.getMutationType().getFields();
  return operations
    .filter(({ kind }) => kind === 'Mutation')
    .flatMap(({ name, document }) => {
      const mutation = document.definitions[0].selectionSet.selections[0].name.value;
      const field = fields[mutation];
      const input = getNamedType(field.args.find((each) => each.name === 'input')?.type);
      if (!isInputObjectType(input)) return [];
      return {
        mutation,
        operation: name,
        changes: changedBy(field),
        roles: rolesOf(policy, rules.get(mutation)),
        text: bilingual(field.description),
        fields: Object.values(input.getFields())
          .filter((each) => each.name !== 'requestId')
          .map(fieldOf),
      };
    });
};
