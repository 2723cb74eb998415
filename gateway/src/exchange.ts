import type { Dispatcher } from 'undici';

export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Exchanged {
  readonly status: number;
  readonly text: string;
}

/** The wire failed. */
export class WireError extends Error {
  override readonly name = 'WireError';
  /** False only where it is certain that not one byte of the request was written. */
  readonly sent: boolean;

  constructor(cause: Error, sent: boolean) {
    super(cause.message, { cause });
    this.sent = sent;
  }
}

/** One request, answered whole within `milliseconds`, waiting for a free connection included. Rejects with `WireError`. */
export const exchange = (dispatcher: Dispatcher, asked: Asked, milliseconds: number): Promise<Exchanged> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let over = false;
    let controller: Dispatcher.DispatchController | undefined;
    const fail = (error: Error): void => {
      over = true;
      clearTimeout(timer);
      reject(new WireError(error, controller !== undefined));
    };
    const timer = setTimeout(() => {
      const late = new Error(`no answer within ${Math.round(milliseconds)} ms`);
      fail(late);
      controller?.abort(late);
    }, milliseconds);
    dispatcher.dispatch(
      { method: asked.method, path: asked.path, headers: asked.headers, body: asked.body ?? null },
      {
        onRequestStart: (started) => {
          // It waited for a connection longer than it had time: it must not be written any more.
          if (over) started.abort(new Error('nobody waits for it any more'));
          else controller = started;
        },
        onResponseStart: (_, code) => {
          status = code;
        },
        onResponseData: (_, chunk) => {
          chunks.push(chunk);
        },
        onResponseEnd: () => {
          over = true;
          clearTimeout(timer);
          resolve({ status, text: (chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))?.toString('utf8') ?? '' });
        },
        onResponseError: (_, error) => fail(error),
      },
    );
  });
