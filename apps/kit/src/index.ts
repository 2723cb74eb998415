export * from './case-words.js';
export { choiceText } from './choice-text.js';
export { type Answered, type Client, type ClientOptions, createClient } from './client.js';
export { createDrafts, type Drafts } from './drafts.js';
export { inLanguage, type Language } from './language.js';
export * from './office-words.js';
export { Refusal, type RefusalCode } from './refusal.js';
export { createRequestIds } from './request-id.js';
export { dayOf, dayStart, momentText } from './time.js';
