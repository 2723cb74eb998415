import { StringDecoder } from 'node:string_decoder';
import { batchPath, type SubgraphResult } from '@daqidi/subgraph';
import type { Pool } from 'undici';
import { tooLate, transfer, WireError } from './exchange.js';
import { askAlone, checkedResult, contentType, type WireOperation } from './result.js';
import type { Room } from './room.js';

/** Reads of an instance that are asked for in one turn of the event loop travel in one exchange, and come back one by one. */
export interface Batching {
  /** Answered within `milliseconds`. Rejects with `WireError`, or with what is wrong with an answer that came. */
  ask(read: WireOperation, milliseconds: number): Promise<SubgraphResult>;
  /** Sends what waits for the turn's end now. */
  flush(): void;
}

interface Waiting {
  readonly read: WireOperation;
  readonly milliseconds: number;
  resolve(result: SubgraphResult | Promise<SubgraphResult>): void;
  reject(error: Error): void;
}

/** A batch is one body: far below what a subgraph takes, and few enough that it is not kept busy by one turn for long. */
const batchOperations = 64;
const batchCharacters = 1_048_576;

/** Each in its order, none larger than a batch may be but for one operation that is so by itself. */
const cut = (waiting: readonly Waiting[]): readonly (readonly Waiting[])[] => {
  const batches: Waiting[][] = [];
  let room = 0;
  for (const each of waiting) {
    const batch = batches.at(-1);
    room -= each.read.body.length;
    if (batch && room >= 0 && batch.length < batchOperations) batch.push(each);
    else {
      batches.push([each]);
      room = batchCharacters - each.read.body.length;
    }
  }
  return batches;
};

/** Resolves when the last has its answer. */
const sendTogether = (pool: Pool, path: string, batch: readonly Waiting[]): Promise<void> =>
  new Promise((done) => {
    const unanswered = new Map(batch.map((each, at) => [at, each]));
    const timers = batch.map(({ milliseconds }, at) => setTimeout(() => giveUp(at, tooLate(milliseconds)), milliseconds));
    const take = (at: number): Waiting | undefined => {
      const taken = unanswered.get(at);
      clearTimeout(timers[at]);
      unanswered.delete(at);
      if (unanswered.size === 0) done();
      return taken;
    };
    const failAll = (error: WireError): void => {
      for (const at of [...unanswered.keys()]) take(at)?.reject(error);
    };
    /** The others still wait; the last to give up lets go of the exchange. */
    const giveUp = (at: number, why: Error): void => {
      take(at)?.reject(new WireError(why, underWay.sent));
      if (unanswered.size === 0) underWay.abandon(why);
    };
    const decoder = new StringDecoder('utf8');
    let rest = '';
    const underWay = transfer(
      pool,
      {
        method: 'POST',
        path: path + batchPath,
        headers: contentType,
        body: `[${batch.map(({ read }) => `{"headers":${JSON.stringify(read.headers)},"operation":${read.body}}`).join(',')}]`,
      },
      {
        chunk: (bytes, status) => {
          if (status !== 200) return;
          const lines = (rest + decoder.write(bytes)).split('\n');
          rest = lines.pop() ?? '';
          for (const line of lines) {
            const { at, result } = JSON.parse(line) as { readonly at: number; readonly result: unknown };
            // Before anybody is taken off: one whose answer is nonsense still has a try.
            const checked = checkedResult(result, status);
            take(at)?.resolve(checked);
          }
        },
        end: (status) => failAll(new WireError(new Error(`the subgraph answered ${status} and left out an answer`), true)),
        fail: failAll,
      },
    );
  });

/** `path` is that of the subgraph's single operations. */
export const createBatching = (pool: Pool, path: string, room: Room): Batching => {
  let waiting: Waiting[] = [];
  const flush = (): void => {
    const batches = cut(waiting);
    waiting = [];
    for (const batch of batches) {
      const [first] = batch;
      if (first && batch.length === 1) first.resolve(room.within(() => askAlone(pool, path, first.read, first.milliseconds)));
      else
        room
          .within(() => sendTogether(pool, path, batch))
          .catch((error: Error) => {
            for (const each of batch) each.reject(error);
          });
    }
  };
  return {
    ask: (read, milliseconds) =>
      new Promise((resolve, reject) => {
        if (waiting.push({ read, milliseconds, resolve, reject }) === 1) setImmediate(flush);
      }),
    flush,
  };
};
