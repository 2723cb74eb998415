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

/** What comes of a request: chunks, and then one of the other two. */
export interface Receiver {
  chunk(bytes: Buffer, status: number): void;
  end(status: number): void;
  fail(error: WireError): void;
}

export interface Transfer {
  /** Whether a byte of it may have been written. */
  readonly sent: boolean;
  /** Nobody waits for it any more: it is cut, or never written. The receiver is told that it failed. */
  abandon(why: Error): void;
}

/** Sends one request as soon as a connection is free. Keeps no time: whoever waits does. */
export const transfer = (dispatcher: Dispatcher, asked: Asked, receiver: Receiver): Transfer => {
  let controller: Dispatcher.DispatchController | undefined;
  let abandoned: Error | undefined;
  let status = 0;
  dispatcher.dispatch(
    { method: asked.method, path: asked.path, headers: asked.headers, body: asked.body ?? null },
    {
      onRequestStart: (started) => {
        if (abandoned) started.abort(abandoned);
        else controller = started;
      },
      onResponseStart: (_, code) => {
        status = code;
      },
      onResponseData: (_, chunk) => receiver.chunk(chunk, status),
      onResponseEnd: () => receiver.end(status),
      onResponseError: (_, error) => receiver.fail(new WireError(error, controller !== undefined)),
    },
  );
  return {
    get sent() {
      return controller !== undefined;
    },
    abandon: (why) => {
      abandoned = why;
      if (controller) controller.abort(why);
      else receiver.fail(new WireError(why, false));
    },
  };
};

export const tooLate = (milliseconds: number): Error => new Error(`no answer within ${Math.round(milliseconds)} ms`);

/** One request, answered whole within `milliseconds`, waiting for a free connection included. Rejects with `WireError`. */
export const exchange = (dispatcher: Dispatcher, asked: Asked, milliseconds: number): Promise<Exchanged> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const timer = setTimeout(() => underWay.abandon(tooLate(milliseconds)), milliseconds);
    const underWay = transfer(dispatcher, asked, {
      chunk: (bytes) => void chunks.push(bytes),
      end: (status) => {
        clearTimeout(timer);
        resolve({ status, text: (chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))?.toString('utf8') ?? '' });
      },
      fail: (error) => {
        clearTimeout(timer);
        reject(error);
      },
    });
  });
