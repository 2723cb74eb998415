import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Below that many bytes a packet is a packet. */
const worthwhile = 1_024;

/**
 * Lays a `.br` and a `.gz` beside a file, where that is worth it: what is sent often is compressed once. Those of an earlier build, when it
 * still was, would be sent in its place.
 */
export const compress = (file: string): void => {
  const bytes = readFileSync(file);
  if (bytes.length < worthwhile) {
    for (const ending of ['br', 'gz']) rmSync(`${file}.${ending}`, { force: true });
    return;
  }
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
};
