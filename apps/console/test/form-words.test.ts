// Promise: every field of every form has a name in both languages, and what is said of it is short and in plain words: a form is not for
// whoever programs against the contract.

import type { FormField, MutationForm } from '@daqidi/schemas/operations';
import * as operations from '@daqidi/schemas/operations';
import { actionName } from '../src/shared/form/action-name.js';
import { fieldHelp, fieldName, formPurpose } from '../src/shared/form/field-words.js';

const isForm = (thing: unknown): thing is MutationForm => typeof thing === 'object' && thing !== null && 'mutation' in thing;
const forms = Object.values(operations as Readonly<Record<string, unknown>>).filter(isForm);

/** What every page knows, and never asks for. */
const known: ReadonlySet<string> = new Set([
  ...['expectedVersion', 'digest', 'openedSeconds', 'requestId', 'basedOn', 'proof', 'about', 'items', 'entries', 'filter'],
  ...['postId', 'entryId', 'orderId', 'materialRequestId', 'exportId', 'draftNumber', 'language'],
]);
/** Whose fields are asked for by the platform itself, or by the page for citizens in its own words. */
const unasked: ReadonlySet<string> = new Set([
  'keepDraft',
  'submitWithoutAccount',
  'handOutExport',
  'openAttachment',
  'reportNotice',
]);

const fieldsOf = (fields: readonly FormField[]): readonly FormField[] =>
  fields.filter(({ name }) => !known.has(name)).flatMap((field) => [field, ...fieldsOf(field.fields ?? [])]);
const asked = forms
  .filter(({ mutation }) => !unasked.has(mutation))
  .flatMap((form) => fieldsOf(form.fields).map((field) => [`${form.mutation}, ${field.name}`, field] as const));

test('every field has a name in both languages', () => {
  expect(asked.length).toBeGreaterThan(200);
  const unnamed = asked.filter(([, field]) => {
    const { zh, en } = fieldName(field);
    const isOfCase = field.name === 'appealId';
    return !isOfCase && (!/\p{Script=Han}/u.test(zh) || !/^[A-Z]/.test(en));
  });
  expect(unnamed.map(([what]) => what)).toEqual([]);
});

test('what is said of a field is short, and names nothing of a program', () => {
  const long = asked.filter(([, field]) =>
    (['zh', 'en'] as const).some((language) => {
      const said = fieldHelp(field, language);
      return said.length > 100 || /[A-Z]{3,}|[`<>]/.test(said);
    }),
  );
  expect(long.map(([what]) => what)).toEqual([]);
});

test('so is what is said of a form', () => {
  for (const form of forms) {
    const { mutation } = form;
    expect(/\p{Script=Han}/u.test(actionName(form).zh), mutation).toBe(true);
    const said = formPurpose(form, 'en');
    expect([mutation, said.length <= 90 && !/[A-Z]{3,}|[`<>]/.test(said)]).toEqual([mutation, true]);
  }
});

test('forms that decide something say what for', () => {
  const silent = forms.filter((form) => formPurpose(form, 'en') === '').map(({ mutation }) => mutation);
  for (const mutation of ['declareConflict', 'dismissAppeal', 'decideReopening', 'viewPetitioner'])
    expect(silent).not.toContain(mutation);
});
