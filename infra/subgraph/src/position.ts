import { badInput } from '@daqidi/runtime';

/** A place in one stream: what a mutation answers with, and what a read may wait for. */
export interface Position {
  readonly stream: string;
  readonly seq: number;
}

const badPosition = (): Error => badInput('position', 'This is no position token.', '位置标记无效。');

export const encodePosition = ({ stream, seq }: Position): string => Buffer.from(`1 ${seq} ${stream}`).toString('base64url');

/** Anything that `encodePosition` did not make is BAD_USER_INPUT on `position`. */
export const decodePosition = (token: string): Position => {
  const bytes = Buffer.from(token, 'base64url');
  const [, seq, stream] = /^1 ([1-9]\d{0,14}) (\S{1,500})$/.exec(bytes.toString('utf8')) ?? [];
  if (seq === undefined || stream === undefined || bytes.toString('base64url') !== token) throw badPosition();
  return { stream, seq: Number(seq) };
};
