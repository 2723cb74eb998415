import type { ServerResponse } from 'node:http';
import { correlationHeader } from '@daqidi/identity';
import { DaqidiError } from '@daqidi/runtime';
import type { Headers } from './context.js';
import { toFormattedError } from './errors.js';
import type { ErrorLog } from './log.js';
import type { Subgraph, SubgraphResult } from './subgraph.js';
import { isRecord, subgraphRequest } from './subgraph-request.js';

/** Behind the path of single operations. */
export const batchPath = '/batch';

/** What is begun in one turn of the event loop keeps everything else waiting. */
const mostOperations = 256;

export interface BatchOptions {
  readonly subgraph: Pick<Subgraph, 'execute'>;
  readonly log: ErrorLog;
}

const itemsOf = (body: unknown): readonly unknown[] => {
  if (Array.isArray(body) && body.length <= mostOperations) return body;
  throw new DaqidiError('BAD_USER_INPUT', {
    text: {
      en: `A batch is a list of at most ${mostOperations} operations.`,
      zh: `批量请求须为列表,且最多包含 ${mostOperations} 个操作。`,
    },
  });
};

/** Header names are in lower case already: whoever sends batches is the gateway. */
const headersIn = (item: unknown): Headers => {
  const headers = isRecord(item) && isRecord(item.headers) ? item.headers : {};
  return Object.fromEntries(Object.entries(headers).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
};

/**
 * Several operations in one request, `[{headers, operation}, …]`, each with the headers that it would have by itself: one says
 * nothing about another. Answers a line of JSON each, `{at, result}`, as soon as it is done: a slow one holds up nobody.
 */
export const answerBatch = async (body: unknown, response: ServerResponse, { subgraph, log }: BatchOptions): Promise<void> => {
  let done = '';
  const write = (): void => {
    if (done !== '') response.write(done);
    done = '';
  };
  const answer = async (item: unknown): Promise<SubgraphResult> => {
    const headers = headersIn(item);
    try {
      return await subgraph.execute(subgraphRequest(isRecord(item) ? item.operation : undefined, headers));
    } catch (error) {
      return { errors: [toFormattedError(error, { correlationId: headers[correlationHeader] ?? 'none', log })] };
    }
  };
  const items = itemsOf(body);
  response.setHeader('content-type', 'application/x-ndjson; charset=utf-8');
  await Promise.all(
    items.map(async (item, at) => {
      const result = await answer(item);
      // What is done in the same turn goes out together.
      if (done === '') setImmediate(write);
      done += `{"at":${at},"result":${JSON.stringify(result)}}\n`;
    }),
  );
  response.end(done);
  done = '';
};
