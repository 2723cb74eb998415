/** A name for one request that nobody else chooses: 22 letters and digits. Works on plain HTTP, where `randomUUID` is not there. */
export const createRequestIds =
  (fill: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): (() => string) =>
  () =>
    [...fill(new Uint8Array(22))].map((byte) => (byte % 36).toString(36)).join('');
