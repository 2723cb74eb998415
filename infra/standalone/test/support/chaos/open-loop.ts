import { Agent, request } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What became of one request. */
export interface Arrival {
  /** Null where there was no answer: the error in `broken`. */
  readonly status: number | null;
  readonly text: string;
  /** Milliseconds from sending to the whole answer. */
  readonly took: number;
  readonly broken: string | null;
}

export interface Posted {
  readonly url: string;
  readonly token: string;
  readonly body: string;
  /** Milliseconds after which a request counts as hanging. */
  readonly patience: number;
}

/** A client with as many connections as it takes: nobody waits for anybody else's answer. */
export const createOpenClient = () => {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const post = ({ url, token, body, patience }: Posted): Promise<Arrival> =>
    new Promise((resolve) => {
      const began = performance.now();
      const end = (status: number | null, text: string, broken: string | null): void =>
        resolve({ status, text, broken, took: performance.now() - began });
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        authorization: `Bearer ${token}`,
      };
      const sent = request(`${url}/graphql`, { method: 'POST', agent, headers, timeout: patience }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => end(response.statusCode ?? null, text, null));
        response.on('error', (error) => end(null, text, error.message));
      });
      sent.on('timeout', () => sent.destroy(new Error(`no answer within ${patience} ms`)));
      sent.on('error', (error) => end(null, '', error.message));
      sent.end(body);
    });
  /** Opens so many connections, as people have who were there before. */
  const connect = async (url: string, connections: number): Promise<void> => {
    const probe = (): Promise<void> =>
      new Promise((resolve, reject) => {
        request(`${url}/healthz`, { agent }, (response) => response.resume().on('end', resolve))
          .on('error', reject)
          .end();
      });
    await Promise.all(Array.from({ length: connections }, probe));
  };
  return { post, connect, close: () => agent.destroy() };
};

export interface Loop<Result> {
  readonly results: readonly Result[];
  /** By how many milliseconds this process was itself late now and then (99 of 100 times less): no answer can be told sooner. */
  readonly ownLateness: number;
}

/** Begins `work` so many times a second for so long, whatever the earlier ones take; resolves with all that came of it. */
export const openLoop = async <Result>(
  perSecond: number,
  milliseconds: number,
  work: (number: number) => Promise<Result>,
): Promise<Loop<Result>> => {
  const begun: Promise<Result>[] = [];
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const started = performance.now();
  await new Promise<void>((resolve) => {
    const tick = setInterval(() => {
      const elapsed = performance.now() - started;
      const due = (Math.min(elapsed, milliseconds) / 1_000) * perSecond;
      while (begun.length < due) begun.push(work(begun.length));
      if (elapsed < milliseconds) return;
      clearInterval(tick);
      resolve();
    }, 5);
  });
  const results = await Promise.all(begun);
  delay.disable();
  return { results, ownLateness: delay.percentile(99) / 1e6 };
};

/** The value below which this share of the numbers lies. */
export const quantile = (numbers: readonly number[], share: number): number => {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};
