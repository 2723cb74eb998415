import { createHash } from 'node:crypto';
import { canonicalJson } from '@daqidi/events';

/** What people sign: a digest over everything that it stands for, texts by their commitment. */
export const digestOf = (content: object): string =>
  `sm3:${createHash('sm3').update(canonicalJson(content)).digest('base64url')}`;
