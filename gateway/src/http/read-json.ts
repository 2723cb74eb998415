import { TextDecoder } from 'node:util';
import { badInput, DaqidiError } from '@daqidi/runtime';

const charsetOf = (contentType: string): string => /;\s*charset\s*=\s*"?([^";\s]+)"?/i.exec(contentType)?.[1] ?? 'utf-8';

const utf8 = new TextDecoder('utf-8', { fatal: true });

const decoderFor = (charset: string): TextDecoder => {
  if (charset === 'utf-8') return utf8;
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch (cause) {
    throw new DaqidiError('BAD_USER_INPUT', {
      cause,
      field: 'content-type',
      text: { en: 'This character set is not known: send UTF-8.', zh: '无法识别该字符集,请使用 UTF-8。' },
    });
  }
};

/**
 * A body of JSON, decoded by the character set that it declares (UTF-8 where it declares none). BAD_USER_INPUT for bytes that are no
 * text in it: replaced by a mark they would be accepted, and lost.
 */
export const readJson = (contentType: string, body: Buffer): unknown => {
  const decoder = decoderFor(charsetOf(contentType));
  let text: string;
  try {
    text = decoder.decode(body);
  } catch {
    throw badInput(
      'body',
      `The body is not ${decoder.encoding}: send UTF-8, or declare the character set that it is in.`,
      `请求体不是有效的 ${decoder.encoding} 编码:请使用 UTF-8,或声明实际使用的字符集。`,
    );
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badInput('body', 'The body is not valid JSON.', '请求体不是有效的 JSON。');
  }
};

/** What follows the question mark, checked to be UTF-8 under its percent signs. BAD_USER_INPUT otherwise. */
export const readSearch = (url: string): string => {
  const [, search = ''] = url.split(/\?(.*)/s);
  try {
    decodeURIComponent(search);
  } catch {
    throw badInput('query', 'The address holds bytes that are not UTF-8.', '地址中含有不是 UTF-8 的字节。');
  }
  return search;
};
