import { canonicalJson } from './canonical-json.js';
import type { Actor, EventEnvelope, RequestMark } from './envelope.js';
import { MalformedEvent } from './errors.js';
import { hashMatches } from './hash.js';

/** One record of the bus: CloudEvents 1.0 in binary mode, `value` being the canonical JSON of the event's data. */
export interface EventRecord {
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

const typePattern = /^daqidi\.([a-z][a-z0-9-]*)\.([A-Z][A-Za-z0-9]*)\.v([1-9][0-9]{0,8})$/;

const headersOf = (event: EventEnvelope): EventRecord['headers'] => ({
  ce_specversion: '1.0',
  ce_id: event.id,
  ce_type: `daqidi.${event.service}.${event.type}.v${event.v}`,
  ce_source: `/daqidi/${event.service}`,
  ce_subject: event.stream,
  ce_time: event.time,
  ce_stream: event.stream,
  ce_seq: String(event.seq),
  ...(event.prev === null ? {} : { ce_prev: event.prev }),
  ce_hash: event.hash,
  ce_actor: canonicalJson(event.actor),
  ce_correlation: event.correlationId,
  ...(event.causationId === null ? {} : { ce_causation: event.causationId }),
  ...(event.traceparent === undefined ? {} : { ce_traceparent: event.traceparent }),
  ...(event.request === undefined ? {} : { ce_request: canonicalJson(event.request) }),
  'content-type': 'application/json',
});

export const toRecord = (event: EventEnvelope): EventRecord => ({
  key: event.key,
  value: canonicalJson(event.data),
  headers: headersOf(event),
});

/** The stream a record says it belongs to, readable even where the rest is not; null when it says nothing. */
export const streamOfRecord = (record: EventRecord): string | null => record.headers.ce_stream || null;

/** The event's type as the record names it; null when it says nothing readable. */
export const typeOfRecord = (record: EventRecord): string | null => typePattern.exec(record.headers.ce_type ?? '')?.[2] ?? null;

const malformed = (problem: string, cause?: unknown): never => {
  throw new MalformedEvent(problem, cause === undefined ? undefined : { cause });
};

const header = (record: EventRecord, name: string): string => {
  const value = record.headers[name];
  return value === undefined || value === '' ? malformed(`${name} is missing`) : value;
};

const parse = (content: string, what: string): unknown => {
  try {
    return JSON.parse(content) as unknown;
  } catch (error) {
    return malformed(`${what} is not JSON`, error);
  }
};

const stringMembers = (content: string, what: string, names: readonly string[], nullable: readonly string[]): unknown => {
  const value = parse(content, what);
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== names.length)
    return malformed(`${what} is ill-formed`);
  for (const name of names) {
    const member = (value as Record<string, unknown>)[name];
    if (typeof member === 'string' || (member === null && nullable.includes(name))) continue;
    malformed(`${what}.${name} is not text`);
  }
  return value;
};

const whole = (content: string, what: string): number =>
  /^[1-9][0-9]{0,14}$/.test(content) ? Number(content) : malformed(`${what} is not a number from 1`);

const instant = (content: string, what: string): string => {
  const time = new Date(content);
  return Number.isNaN(time.getTime()) || time.toISOString() !== content
    ? malformed(`${what} is not a UTC time with milliseconds`)
    : content;
};

const envelopeOf = (record: EventRecord): EventEnvelope => {
  const [, service = '', type = '', v = ''] =
    typePattern.exec(header(record, 'ce_type')) ?? malformed('ce_type is not one of ours');
  const { ce_traceparent: traceparent, ce_request: request } = record.headers;
  return {
    id: header(record, 'ce_id'),
    type,
    v: Number(v),
    service,
    stream: header(record, 'ce_stream'),
    seq: whole(header(record, 'ce_seq'), 'ce_seq'),
    prev: record.headers.ce_prev ?? null,
    hash: header(record, 'ce_hash'),
    time: instant(header(record, 'ce_time'), 'ce_time'),
    key: record.key === '' ? malformed('the key is missing') : record.key,
    actor: stringMembers(header(record, 'ce_actor'), 'ce_actor', ['person', 'post'], ['post']) as Actor,
    correlationId: header(record, 'ce_correlation'),
    causationId: record.headers.ce_causation ?? null,
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(request === undefined
      ? {}
      : { request: stringMembers(request, 'ce_request', ['principal', 'id', 'inputHash'], []) as RequestMark }),
    data: parse(record.value, 'the value'),
  };
};

const canonically = <Result>(read: () => Result): Result => {
  try {
    return read();
  } catch (error) {
    return malformed('it cannot be written canonically', error);
  }
};

/**
 * Reads what `toRecord` wrote. Headers that are not ours are ignored. Throws `MalformedEvent` on anything missing,
 * ill-typed or contradictory, and where content and hash disagree; never anything else.
 */
export const fromRecord = (record: EventRecord): EventEnvelope => {
  const event = envelopeOf(record);
  if (!event.stream.startsWith(`${event.service}:`)) malformed('ce_stream belongs to another service');
  if (event.id !== `${event.stream}/${event.seq}`) malformed('ce_id is not the stream and number');
  if ((event.seq === 1) !== (event.prev === null)) malformed('ce_prev does not fit ce_seq');
  for (const [name, value] of Object.entries(canonically(() => headersOf(event)))) {
    if (record.headers[name] !== value) malformed(`${name} contradicts the rest`);
  }
  if (!canonically(() => hashMatches(event))) malformed('ce_hash is not the hash of this content');
  return event;
};
