import type { IncomingMessage } from 'node:http';
import { DaqidiError } from '@daqidi/runtime';

export const tooLarge = (limit: number): DaqidiError =>
  new DaqidiError('BAD_USER_INPUT', {
    field: 'limits.bodyBytes',
    text: { en: `The request is too large: the limit is ${limit} bytes.`, zh: `请求过大:最多允许 ${limit} 字节。` },
  });

const unreadable = (): DaqidiError =>
  new DaqidiError('BAD_USER_INPUT', { text: { en: 'The body is not valid JSON.', zh: '请求体不是有效的 JSON。' } });

const isJson = (contentType: string | undefined): boolean => /^application\/json\s*(?:;|$)/i.test(contentType ?? '');

/** The whole body as text. Rejects as soon as it grows past `limit` bytes; what still comes is then thrown away. */
const readText = (request: IncomingMessage, limit: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (): void => {
      request.removeAllListeners('data');
      request.resume();
      reject(tooLarge(limit));
    };
    if (Number(request.headers['content-length'] ?? 0) > limit) return refuse();
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) refuse();
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.once('error', reject);
    request.once('close', () => {
      if (!request.complete) reject(new Error('the caller went away'));
    });
  });

/** The JSON body, or undefined where the request does not claim to carry JSON (which GraphQL over HTTP then refuses). */
export const readJsonBody = async (request: IncomingMessage, limit: number): Promise<unknown> => {
  const text = await readText(request, limit);
  if (!isJson(request.headers['content-type'])) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw unreadable();
  }
};
