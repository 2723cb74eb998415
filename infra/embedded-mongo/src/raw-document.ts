/** A member of a BSON document as it lies in its bytes, type and name included. */
export interface RawElement {
  readonly name: string;
  readonly bytes: Buffer;
}

const fixed: ReadonlyMap<number, number> = new Map([
  [0x01, 8],
  [0x06, 0],
  [0x07, 12],
  [0x08, 1],
  [0x09, 8],
  [0x0a, 0],
  [0x10, 4],
  [0x11, 8],
  [0x12, 8],
]);

/** Bytes that the value of this type takes at this place; null for types that nobody here writes. */
const sizeOf = (type: number, bytes: Buffer, at: number): number | null => {
  const known = fixed.get(type);
  if (known !== undefined) return known;
  if (type === 0x02) return 4 + bytes.readInt32LE(at);
  if (type === 0x03 || type === 0x04) return bytes.readInt32LE(at);
  return type === 0x05 ? 5 + bytes.readInt32LE(at) : null;
};

/** The members of a document in their order; null where one is of a type that is not known here: it has to be decoded whole. */
export const elementsOf = (document: Uint8Array): readonly RawElement[] | null => {
  const bytes = Buffer.from(document.buffer, document.byteOffset, document.byteLength);
  const elements: RawElement[] = [];
  for (let at = 4; at < bytes.length - 1; ) {
    const nameEnds = bytes.indexOf(0, at + 1);
    const size = sizeOf(bytes[at] ?? 0, bytes, nameEnds + 1);
    if (size === null) return null;
    const next = nameEnds + 1 + size;
    elements.push({ name: bytes.toString('utf8', at + 1, nameEnds), bytes: bytes.subarray(at, next) });
    at = next;
  }
  return elements;
};

/** The document made of these members. */
export const documentOf = (elements: readonly RawElement[]): Buffer => {
  const length = elements.reduce((total, { bytes }) => total + bytes.length, 5);
  const document = Buffer.allocUnsafe(length);
  document.writeInt32LE(length, 0);
  let at = 4;
  for (const { bytes } of elements) at += bytes.copy(document, at);
  document[at] = 0;
  return document;
};
