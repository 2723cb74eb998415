// Promise: a page hears of what changed by one stream that it takes up again where it was, and says when it hears nothing.
import { createRefetching, type Freshness, followUpdates, type Heard } from '@daqidi/app-kit';

const streamOf = (...chunks: readonly string[]) =>
  new Response(
    new ReadableStream({
      start: (controller) => {
        for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
        controller.close();
      },
    }),
  );

/** Follows until the answers are used up; then whoever asks has signed out. */
const followed = async (answers: readonly (Response | Error)[]) => {
  const [heard, states, waits, asked]: [Parameters<Heard>[0][], boolean[], number[], Headers[]] = [[], [], [], []];
  let turn = 0;
  const follow = followUpdates({
    token: () => (turn < answers.length ? 'a-token' : null),
    fetch: async (_, request) => {
      asked.push(new Headers(request?.headers));
      const answer = answers[turn++];
      if (answer instanceof Response) return answer;
      throw answer;
    },
    heard: (cases) => heard.push(cases),
    live: (isLive) => states.push(isLive),
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
    chance: () => 1,
  });
  await follow(new AbortController().signal);
  return { heard, states, waits, asked };
};

test('what changed is heard whole, however the network cut it', async () => {
  const { heard, states } = await followed([
    streamOf(
      'retry: 3000\nid: a\nevent: open\ndata: {}\n\n:\n\nid: b\nevent: cha',
      'nges\ndata: {"cases":["one","two"]}\n',
      '\nevent: reset\ndata: {}\n\n',
    ),
  ]);
  expect(heard).toStrictEqual([['one', 'two'], null]);
  expect(states).toStrictEqual([true, false]);
});

test('a stream that broke is taken up where it was, later with each failure', async () => {
  const { asked, waits } = await followed([
    streamOf('id: a\nevent: open\ndata: {}\n\n'),
    new TypeError('fetch failed'),
    new Response('', { status: 503 }),
    streamOf('id: b\nevent: changes\ndata: {"cases":["one"]}\n\n'),
  ]);
  expect(asked.map((headers) => headers.get('last-event-id'))).toStrictEqual([null, 'a', 'a', 'a']);
  expect(asked[0]?.get('authorization')).toBe('Bearer a-token');
  expect(waits).toStrictEqual([1_000, 2_000, 4_000, 1_000]);
});

/** Hears of one case, and answers what came of it first. */
const refetched = (isWriting: boolean) =>
  new Promise<{ readonly asked: readonly string[][]; readonly state: Freshness; readonly now: () => void }>((resolve) => {
    const asked: string[][] = [];
    const refetching = createRefetching({
      chance: () => 1,
      isWriting: () => isWriting,
      refetch: (cases) => asked.push([...(cases ?? ['all'])]),
      become: (state) => {
        setImmediate(() => {
          refetching.stop();
          resolve({ asked, state, now: refetching.now });
        });
      },
    });
    refetching.heard(['one']);
    refetching.heard(['two', 'one']);
  });

test('what is heard together is asked for once', async () => {
  expect(await refetched(false)).toMatchObject({ asked: [['one', 'two']], state: 'live' });
});

test('nothing changes under the hands of somebody who writes, until he wants it to', async () => {
  const { asked, state, now } = await refetched(true);
  expect([asked, state]).toStrictEqual([[], 'changed']);
  now();
  expect(asked).toStrictEqual([['one', 'two']]);
});
