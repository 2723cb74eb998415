import { unavailable } from '@daqidi/runtime';
import { AwsClient } from 'aws4fetch';
import { type BlobEntry, type Blobs, checkBlobName } from './blobs.js';

export interface S3Options {
  /** The bucket, `https://host[:port]/bucket`, and what names in it begin with. */
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** For one request, in milliseconds. */
  readonly patience?: number;
}

const tagged = (xml: string, tag: string): string | null => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? null;

/** A page of a listing (ListObjectsV2). Our names need no entities. */
const entriesIn = (xml: string, prefix: string): BlobEntry[] =>
  [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, object = '']) => ({
    name: (tagged(object, 'Key') ?? '').slice(prefix.length),
    bytes: Number(tagged(object, 'Size')),
  }));

/** In a bucket of a store that speaks S3 and honours `If-None-Match: *`, by which of two writers one is first. */
export const createS3Blobs = ({ url, region, accessKeyId, secretAccessKey, patience = 10_000 }: S3Options): Blobs => {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 });
  const { origin, pathname } = new URL(url);
  const [bucket = '', ...folders] = pathname.split('/').filter((part) => part !== '');
  const prefix = folders.map((folder) => `${folder}/`).join('');

  const ask = async (path: string, init: RequestInit, foreseen: readonly number[]): Promise<Response> => {
    try {
      const answer = await client.fetch(`${origin}/${bucket}${path}`, { ...init, signal: AbortSignal.timeout(patience) });
      if (answer.ok || foreseen.includes(answer.status)) return answer;
      throw new Error(`the store of files answered ${answer.status}`);
    } catch (error) {
      throw unavailable(error);
    }
  };

  const pathOf = (name: string): string => {
    checkBlobName(name);
    return `/${prefix}${name}`.replaceAll('~', '%7E');
  };
  const put = (name: string, content: Buffer, headers: Readonly<Record<string, string>>, foreseen: readonly number[]) =>
    ask(pathOf(name), { method: 'PUT', body: new Uint8Array(content), headers }, foreseen);

  return {
    create: async (name, content) => (await put(name, content, { 'if-none-match': '*' }, [409, 412])).ok,
    replace: async (name, content) => {
      await put(name, content, {}, []);
    },
    read: async (name) => {
      const answer = await ask(pathOf(name), {}, [404]);
      return answer.ok ? Buffer.from(await answer.arrayBuffer()) : null;
    },
    list: async (under) => {
      const found: BlobEntry[] = [];
      let token: string | null = null;
      do {
        const query = new URLSearchParams({ 'list-type': '2', prefix: `${prefix}${under}` });
        if (token !== null) query.set('continuation-token', token);
        const xml: string = await (await ask(`?${query}`, {}, [])).text();
        found.push(...entriesIn(xml, prefix));
        token = tagged(xml, 'IsTruncated') === 'true' ? tagged(xml, 'NextContinuationToken') : null;
      } while (token !== null);
      return found.sort((left, right) => (left.name < right.name ? -1 : 1));
    },
    remove: async (name) => {
      await ask(pathOf(name), { method: 'DELETE' }, [404]);
    },
  };
};
