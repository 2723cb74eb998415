// An entry of its own, which imports nothing of node: browsers take it along.
export { categoryText, satisfactionText, stageText, type Words, words } from './case-words.js';
export type { Bilingual, FormChoice, FormField, MutationForm } from './form.js';
export * from './generated/forms.js';
export * from './generated/operations.js';
export type { NamedOperation, TypedOperation } from './typed-operation.js';
