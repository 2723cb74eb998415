import type { IncomingMessage } from 'node:http';
import { DaqidiError, errorCodes } from '@daqidi/runtime';
import { isRecord } from '@daqidi/subgraph';
import type { Asked } from './pipeline.js';

const badRequest = (reason: string): DaqidiError =>
  new DaqidiError('BAD_USER_INPUT', { text: { en: reason, zh: `${errorCodes.BAD_USER_INPUT.zh}(${reason})` } });

/** What a form or a script of another site can send without the browser asking us first. */
const sentByForms = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);
const unlikelyHeaders = ['x-apollo-operation-name', 'apollo-require-preflight'] as const;

/** Refuses what another site could have made a browser send: no JSON, and none of the headers that a form cannot set. */
const preventForgery = ({ headers }: IncomingMessage): void => {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== undefined && /^[\w.+-]+\/[\w.+-]+$/.test(type) && !sentByForms.has(type)) return;
  if (unlikelyHeaders.some((name) => (headers[name] ?? '') !== '')) return;
  throw badRequest(
    `Send JSON, or one of the headers ${unlikelyHeaders.join(' and ')}: this could come from another site's form.`,
  );
};

const textIn = (value: unknown, name: string): string | undefined => {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw badRequest(`"${name}" must be a string.`);
  return value;
};

const recordIn = (value: unknown, name: string): Readonly<Record<string, unknown>> | undefined => {
  if (value === undefined || value === null) return undefined;
  if (!isRecord(value)) throw badRequest(`"${name}" must be an object.`);
  return value;
};

const askedIn = (fields: Readonly<Record<string, unknown>>, readOnly: boolean): Asked => {
  const query = textIn(fields.query, 'query');
  const operationName = textIn(fields.operationName, 'operationName');
  const variables = recordIn(fields.variables, 'variables');
  if (recordIn(fields.extensions, 'extensions')?.persistedQuery) throw badRequest('Persisted queries are not served.');
  if (!query) throw badRequest('There is no query.');
  return { query, operationName: operationName || undefined, variables, readOnly };
};

const fieldsOf = (search: string): Readonly<Record<string, unknown>> => {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    if (name in fields) throw badRequest(`"${name}" is given twice.`);
    fields[name] = name === 'variables' || name === 'extensions' ? jsonIn(value, name) : value;
  }
  return fields;
};

const jsonIn = (text: string, name: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(`"${name}" is not JSON.`);
  }
};

/** The operation that a request asks for; `body` is undefined where it carries no JSON. BAD_USER_INPUT says what is wrong. */
export const askedOf = (request: IncomingMessage, search: string, body: unknown): Asked => {
  preventForgery(request);
  if (request.method !== 'POST') return askedIn(fieldsOf(search), true);
  if (Array.isArray(body)) throw badRequest('One operation a request: batches are not served.');
  if (!isRecord(body)) throw badRequest('Send a JSON object, with the content type application/json.');
  return askedIn(body, false);
};

const json = 'application/json; charset=utf-8';
const graphqlJson = 'application/graphql-response+json; charset=utf-8';

/** The content type of the answer, of those that the caller takes. */
export const answerType = (accept: string | undefined): string => {
  if (accept === undefined || /(?:\*|application)\/\*|application\/json/i.test(accept)) return json;
  if (/application\/graphql-response\+json/i.test(accept)) return graphqlJson;
  throw badRequest('The answer is JSON: accept application/json or application/graphql-response+json.');
};
