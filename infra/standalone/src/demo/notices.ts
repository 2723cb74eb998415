import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Notice {
  readonly telephone: string;
  readonly at: string;
  readonly textZh: string;
}

/** The query code of an appeal that was sent last to this telephone, from the folder whence a district's text message service fetches it; null where none was. */
export const codeSentTo = async (
  folder: string,
  { telephone, unifiedCode }: { readonly telephone: string; readonly unifiedCode: string },
): Promise<string | null> => {
  const directory = join(folder, 'telephone');
  const files = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith('.json'));
  const notices = await Promise.all(
    files.map(async (name) => JSON.parse(await readFile(join(directory, name), 'utf8')) as Notice),
  );
  const codes = notices
    .filter((notice) => notice.telephone === telephone && notice.textZh.includes(unifiedCode))
    .sort((one, other) => (one.at < other.at ? -1 : 1))
    .flatMap(({ textZh }) => /查询码:([\w-]+)/.exec(textZh)?.[1] ?? []);
  return codes.at(-1) ?? null;
};
