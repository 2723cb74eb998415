// Promise: the schema says how long every text may be, in both languages, and says the truth: each end is accepted, and what lies
// beyond it is refused by name.

import { cast, type Person } from '@daqidi/standalone';
import { invariant } from '@daqidi/testing';
import { type GraphQLInputField, getNamedType, getNullableType, isInputObjectType, isNonNullType, isScalarType } from 'graphql';
import { apiSchema } from './support/api-schema.js';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';
import { inputOf } from './support/every-field.js';

/** Compared with what is there, whatever its length. */
const compared = new Set(['digest', 'queryCode', 'proof']);

interface Text {
  readonly mutation: string;
  readonly inputType: string;
  /** From the input down. */
  readonly path: readonly string[];
  readonly field: GraphQLInputField;
  readonly blank: Readonly<Record<string, unknown>>;
  /** The input with this text in its place, and what else has to be beside it. */
  filled(value: string): Readonly<Record<string, unknown>>;
}

let world: EmbeddedWorld;
let texts: readonly Text[];
beforeAll(async () => {
  world = await openEmbeddedWorld();
  texts = textsOf(await apiSchema(world));
});
afterAll(() => world.stop());

/** A proof of work is looked at before the texts, which are those of `submitAppeal`. */
const needsProof = ({ mutation, path }: Text): boolean => mutation === 'submitWithoutAccount' && path[0] !== 'requestId';

/** Every text of every mutation's input. */
const textsOf = (schema: Awaited<ReturnType<typeof apiSchema>>): readonly Text[] =>
  Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((mutation) => {
    const input = mutation.args.find(({ name }) => name === 'input');
    const type = getNamedType(input?.type);
    invariant(isInputObjectType(type), mutation.name);
    const blank = inputOf(Object.values(type.getFields()), {});
    type Fill = (value: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
    const within = (fields: readonly GraphQLInputField[], path: readonly string[], fill: Fill): readonly Text[] => {
      const around = inputOf(fields, {});
      return fields.flatMap((field) => {
        const named = getNamedType(field.type);
        const here = [...path, field.name];
        if (isInputObjectType(named))
          return within(Object.values(named.getFields()), here, (value) => fill({ ...around, [field.name]: value }));
        const isText = isScalarType(getNullableType(field.type)) && named.name === 'String' && !compared.has(field.name);
        const filled = (value: string) => fill({ ...around, [field.name]: value });
        return isText ? [{ mutation: mutation.name, inputType: type.name, path: here, field, blank, filled }] : [];
      });
    };
    return within(Object.values(type.getFields()), [], (value) => value);
  });

const count = (text: string | undefined): number => Number(text?.replaceAll(',', ''));

const boundsOf = ({ mutation, path, field }: Text): { readonly least: number; readonly most: number } => {
  const [, least, most] = /(\d[\d,]*) to (\d[\d,]*) characters/.exec(field.description ?? '') ?? [];
  const [, ...chinese] = /(\d[\d,]*) 至 (\d[\d,]*) 字/.exec(field.description ?? '') ?? [];
  const what = `${mutation}, ${path.join('.')}: ${field.description}`;
  invariant(least !== undefined && most !== undefined, what);
  expect(chinese, what).toStrictEqual([least, most]);
  return { least: count(least), most: count(most) };
};

/** Those that do one thing for many cases: each has a result of its own. */
const batches: ReadonlySet<string> = new Set(['countersignMany', 'decideDeskAnswers']);

interface BatchAnswer {
  readonly results?: readonly { readonly refusal: Readonly<Record<string, unknown>> | null }[];
}

const refusalOf = async ({ mutation, inputType }: Text, person: Person, input: object): Promise<Record<string, unknown>> => {
  const asked = batches.has(mutation) ? 'results { refusal { code field } }' : 'position';
  const query = `mutation($input: ${inputType}!) { ${mutation}(input: $input) { ${asked} } }`;
  const { data, errors } = await world.raw(person, query, { input });
  const own = (data?.[mutation] as BatchAnswer | null | undefined)?.results?.[0]?.refusal ?? undefined;
  // Whoever names an officer, looks for a petitioner or knows an answer names nothing that could be missing.
  const needsNothing = ['nameOfficer', 'findPetitioner', 'proposeKnowledge', 'requestExport'].includes(mutation);
  invariant(
    errors !== undefined || own !== undefined || needsNothing,
    `${mutation} is about a case or a region that is not there`,
  );
  return { ...(errors?.[0]?.extensions ?? own) };
};

const admin: Person = { sub: 'leading-group.admin', kind: 'OFFICER' };
const actors = new Map<string, Person>();
/** Somebody whose post lets him do such things: what others send is not looked at. */
const actorOf = async (text: Text): Promise<Person> => {
  for (const person of actors.has(text.mutation) ? [] : [...Object.values(cast), admin])
    if ((await refusalOf(text, person, text.blank)).code !== 'FORBIDDEN') actors.set(text.mutation, person);
  const actor = actors.get(text.mutation);
  invariant(actor !== undefined, `nobody may ${text.mutation}`);
  return actor;
};

let requests = 0;
/** Whether the text is what is wrong. */
const isRefused = async (text: Text, value: string): Promise<boolean> => {
  const requestId = `request-${++requests}`;
  const input = text.path[0] === 'requestId' ? text.filled(value) : { ...text.filled(value), requestId };
  const { code, field } = await refusalOf(text, await actorOf(text), input);
  const isOfItem = batches.has(text.mutation) && text.path.length > 1;
  return code === 'BAD_USER_INPUT' && field === text.path.slice(isOfItem ? 1 : 0).join('.');
};

test('every text of every mutation says its least and largest length, and both are true', async () => {
  expect(texts.length, `${texts.length} texts`).toBeGreaterThan(30);
  for (const text of texts) {
    const { least, most } = boundsOf(text);
    const what = `${text.mutation}, ${text.path.join('.')}`;
    if (needsProof(text)) continue;
    // A digit is a character in every one of them, in telephone numbers and requestIds too.
    for (const length of [least, most]) expect(await isRefused(text, '1'.repeat(length)), `${what}: ${length}`).toBe(false);
    expect(await isRefused(text, '1'.repeat(most + 1)), `${what}: ${most + 1}`).toBe(true);
    // Nothing at all is a text that was left out, where it may be.
    if (least > 1 || isNonNullType(text.field.type))
      expect(await isRefused(text, '1'.repeat(least - 1)), `${what}: ${least - 1}`).toBe(true);
  }
});

test('blanks and invisible characters are no text', async () => {
  for (const text of texts.filter((each) => isNonNullType(each.field.type) && !needsProof(each)))
    for (const none of [
      '   　　   ',
      ...['\u200b', '\u2800', '\u3164', '\u00ad', '\ufeff', '\u0301'].map((sign) => sign.repeat(20)),
    ])
      expect(await isRefused(text, none), `${text.mutation}, ${text.path.join('.')}`).toBe(true);
});

test('a short appeal is an appeal', async () => {
  const query = 'mutation($input: SubmitAppealInput!) { submitAppeal(input: $input) { appeal { content } } }';
  const input = { requestId: 'short-appeal', channel: 'WINDOW', regionId: '511902001001', text: '路灯坏了' };
  const { data } = await world.raw(cast.petitioner, query, { input });
  expect(data).toStrictEqual({ submitAppeal: { appeal: { content: '路灯坏了' } } });
});
