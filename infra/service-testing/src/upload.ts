import type { Files } from '@daqidi/files';

/** A file that waits to be named by its owner: kept as it came. Answers its id. */
export const upload = async (files: Files, owner: string, content: Buffer, name = 'file'): Promise<string> => {
  const id = await files.begin({ owner, mostBytes: content.length, keepsOriginal: true }, content.length, name);
  const coming = async function* () {
    yield content;
  };
  await files.append(id, 0, coming());
  return id;
};

/** A page as a scanner keeps it. */
export const scannedPage = (): Buffer =>
  Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');
