// Copies of one case's documents, as cases of the past year: other ids, codes and dates of the same length.
import { createHash } from 'node:crypto';
import { idempotencyKeyOf, timeOrderedId } from '@daqidi/runtime';

/** Days before today over which the cases are spread. */
const days = 365;
const day = 86_400_000;

const dateOf = (time) => new Date(time).toISOString().slice(0, 10);

/** The same so many days earlier: moments, dates and months alike. */
export const earlier = (value, by) => {
  if (typeof value === 'string') {
    if (/^\d{4}-\d{2}$/.test(value)) return dateOf(Date.parse(`${value}-15`) - by * day).slice(0, 7);
    return value.replaceAll(/(?<!\d)20\d{2}-\d{2}-\d{2}(?!\d)/g, (date) => dateOf(Date.parse(date) - by * day));
  }
  if (value instanceof Date) return new Date(value.getTime() - by * day);
  if (Array.isArray(value)) return value.map((item) => earlier(item, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, earlier(member, by)]));
};

/** `original` names what differs from copy to copy; `salt` and `now` make all who copy it for one platform use the same names. */
export const createCopies = ({ original, cases, now, salt }) => {
  const { appealId, textIds, unifiedCode } = original;
  const idempotencyKey = idempotencyKeyOf(appealId);
  /** An appeal's idempotency key stands by itself too. */
  const names = [appealId, idempotencyKey, ...textIds, unifiedCode];
  /** The first case is the oldest: what came in one after the other is written so. */
  const count = Math.min(days, cases);

  const hashOf = (number, index) =>
    createHash('sha256').update(`${salt}/${number}/${index}`).digest('base64url').slice(0, idempotencyKey.length);

  const placesIn = (bytes) =>
    names.flatMap((name, index) => {
      const places = [];
      for (let at = bytes.indexOf(name); at !== -1; at = bytes.indexOf(name, at + name.length)) places.push({ at, index });
      return places;
    });

  return {
    daysAgo: (number) => count - Math.floor((number * count) / cases),
    /** Something made for each number of days ago that there is. */
    byDay: (make) => Array.from({ length: count + 1 }, (_, by) => (by === 0 ? null : make(by))),
    namesOf: (number) => {
      const time = now - (cases - number) * ((days * day) / cases);
      const keys = [idempotencyKey, ...textIds].map((_, index) => hashOf(number, index));
      const [id, ...texts] = keys.map((each) => timeOrderedId(time, each));
      // As if drawn: the multiplier has no factor in common with ten million.
      const drawn = String((number * 7_654_321) % 10_000_000).padStart(7, '0');
      return [id, keys[0], ...texts, unifiedCode.replace(/-\d{7}-/, `-${drawn}-`)];
    },
    /** Makes bytes, a text or a number under the names of a copy. */
    copier: (value) => {
      if (typeof value === 'number') return () => value;
      const isText = typeof value === 'string';
      const bytes = Buffer.from(value);
      const places = placesIn(bytes);
      if (places.length === 0) return () => value;
      return (own) => {
        const copy = Buffer.from(bytes);
        for (const { at, index } of places) copy.write(own[index], at, 'latin1');
        return isText ? copy.toString('utf8') : copy;
      };
    },
  };
};
