import { unsupported } from './unsupported.js';

/**
 * Values as bytes whose order under memcmp is MongoDB's comparison order: one tag per type, then a payload. A value that is
 * missing sorts and compares as null, an empty array in an index below it.
 */
export const tags = {
  emptyArray: 0x02,
  null: 0x05,
  number: 0x0a,
  string: 0x0f,
  object: 0x14,
  array: 0x19,
  binary: 0x1e,
  objectId: 0x23,
  boolean: 0x28,
  date: 0x2d,
} as const;

const end = Buffer.from([0]);
export const encodedNull = Buffer.from([tags.null]);
export const encodedEmptyArray = Buffer.from([tags.emptyArray]);
/** Below every number, and equal to no other: NaN. */
export const encodedNaN = Buffer.concat([Buffer.from([tags.number]), Buffer.alloc(8)]);

interface Tagged {
  readonly _bsontype?: string;
}

export const bsonTypeOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null ? (value as Tagged)._bsontype : undefined;

export const isPlainObject = (value: unknown): value is Record<string, unknown> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const encodeNumber = (value: number): Buffer => {
  if (Number.isNaN(value)) return encodedNaN;
  const bytes = Buffer.alloc(9);
  bytes[0] = tags.number;
  bytes.writeDoubleBE(value === 0 ? 0 : value, 1);
  const flip = (bytes[1] ?? 0) >= 0x80 ? 0xff : 0x80;
  bytes[1] = (bytes[1] ?? 0) ^ flip;
  if (flip === 0xff) for (let at = 2; at < 9; at += 1) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  return bytes;
};

const encodeDate = (value: Date): Buffer => {
  const time = value.getTime();
  if (Number.isNaN(time)) throw unsupported('an invalid date');
  const bytes = Buffer.alloc(9);
  bytes[0] = tags.date;
  bytes.writeBigUInt64BE(BigInt(time) + (1n << 63n), 1);
  return bytes;
};

const encodeBinary = (bytes: Uint8Array, subtype: number): Buffer => {
  const head = Buffer.alloc(6);
  head[0] = tags.binary;
  head.writeUInt32BE(bytes.length, 1);
  head[5] = subtype;
  return Buffer.concat([head, bytes]);
};

const encodeLong = (value: bigint): Buffer => {
  if (BigInt(Number(value)) !== value) throw unsupported(`comparing the whole number ${value}, which no double holds`);
  return encodeNumber(Number(value));
};

/** Inside objects and arrays a string needs an end that sorts below whatever may follow: 00, with 00 itself as 00 FF. */
const terminated = (text: Buffer): Buffer => {
  const parts: Buffer[] = [];
  let from = 0;
  for (let zero = text.indexOf(0); zero !== -1; zero = text.indexOf(0, from)) {
    parts.push(text.subarray(from, zero + 1), Buffer.from([0xff]));
    from = zero + 1;
  }
  return Buffer.concat([...parts, text.subarray(from), end]);
};

const encodeNested = (value: unknown): Buffer =>
  typeof value === 'string' ? terminated(encodeValue(value)) : encodeValue(value);

const encodeObject = (value: Record<string, unknown>): Buffer => {
  const parts = Object.entries(value).map(([key, field]) => {
    const encoded = encodeNested(field);
    return Buffer.concat([encoded.subarray(0, 1), terminated(Buffer.from(key)), encoded.subarray(1)]);
  });
  return Buffer.concat([Buffer.from([tags.object]), ...parts, end]);
};

const encodeBson = (type: string, value: object): Buffer => {
  if (type === 'Long') return encodeLong((value as { toBigInt(): bigint }).toBigInt());
  if (type === 'Int32' || type === 'Double') return encodeNumber(Number(value));
  if (type === 'ObjectId') return Buffer.concat([Buffer.from([tags.objectId]), (value as { id: Uint8Array }).id]);
  if (type === 'Binary') {
    const { buffer, position, sub_type: subtype } = value as { buffer: Uint8Array; position: number; sub_type: number };
    return encodeBinary(buffer.subarray(0, position), subtype);
  }
  throw unsupported(`comparing values of type ${type}`);
};

/** Throws where the type has no place in the order that this driver implements. */
export const encodeValue = (value: unknown): Buffer => {
  if (value === null || value === undefined) return encodedNull;
  if (typeof value === 'string') return Buffer.concat([Buffer.from([tags.string]), Buffer.from(value)]);
  if (typeof value === 'number') return encodeNumber(value);
  if (typeof value === 'bigint') return encodeLong(value);
  if (typeof value === 'boolean') return Buffer.from([tags.boolean, value ? 1 : 0]);
  if (value instanceof Date) return encodeDate(value);
  if (value instanceof Uint8Array) return encodeBinary(value, 0);
  if (Array.isArray(value)) return Buffer.concat([Buffer.from([tags.array]), ...value.map(encodeNested), end]);
  const type = bsonTypeOf(value);
  if (type !== undefined) return encodeBson(type, value as object);
  if (isPlainObject(value)) return encodeObject(value);
  throw unsupported(`comparing ${Object.prototype.toString.call(value)}`);
};

const decodeNumber = (key: Buffer): number => {
  const bytes = Buffer.from(key.subarray(1));
  if (bytes.every((byte) => byte === 0)) return Number.NaN;
  const flip = (bytes[0] ?? 0) >= 0x80 ? 0x80 : 0xff;
  bytes[0] = (bytes[0] ?? 0) ^ flip;
  if (flip === 0xff) for (let at = 1; at < 8; at += 1) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  return bytes.readDoubleBE(0);
};

/** The value of a scalar key. Throws for the types that the platform never groups by. */
export const decodeScalar = (key: Buffer): unknown => {
  const tag = key[0];
  if (tag === tags.null) return null;
  if (tag === tags.string) return key.toString('utf8', 1);
  if (tag === tags.number) return decodeNumber(key);
  if (tag === tags.boolean) return key[1] === 1;
  if (tag === tags.date) return new Date(Number(key.readBigUInt64BE(1) - (1n << 63n)));
  throw unsupported('grouping by values other than strings, numbers, booleans, dates and null');
};
