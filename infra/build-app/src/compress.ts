import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Below that many bytes a packet is a packet. */
const worthwhile = 1_024;

/** Lays a `.br` and a `.gz` beside a file, where that is worth it: what is sent often is compressed once. */
export const compress = (file: string): void => {
  const bytes = readFileSync(file);
  if (bytes.length < worthwhile) return;
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
};
