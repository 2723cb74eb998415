// Promise: one place asks the platform and says what came of it in both languages; a partial answer is an answer, and silence is said too.
import { createClient, createRequestIds, dayOf, dayStart, momentText, type Refusal } from '@daqidi/app-kit';
import { CountCasesDocument } from '@daqidi/schemas/operations';

const clientOf = (answer: unknown, seen: RequestInit[] = []) => {
  let signedOut = 0;
  const client = createClient({
    token: () => 'a-token',
    language: () => 'zh',
    fetch: async (_, request) => {
      seen.push(request ?? {});
      if (answer instanceof Error) throw answer;
      return new Response(JSON.stringify(answer));
    },
    signedOut: () => {
      signedOut += 1;
    },
  });
  return { ask: () => client.ask(CountCasesDocument, {}), signedOut: () => signedOut };
};

const error = (code: string) => ({
  message: 'No.',
  extensions: { code, messages: { en: 'No.', zh: '不行。' }, correlationId: 'c-1', field: 'text' },
});

test('an answer comes as it is, asked in the name and language of whoever asks', async () => {
  const seen: RequestInit[] = [];
  const { ask } = clientOf({ data: { caseCounts: [] } }, seen);
  expect(await ask()).toStrictEqual({ data: { caseCounts: [] }, problems: [] });
  expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer a-token', 'accept-language': 'zh-CN' });
});

test('a refusal says why in both languages, and where', async () => {
  const refusal = await clientOf({ data: null, errors: [error('RULE_VIOLATION')] })
    .ask()
    .catch((why: Refusal) => why);
  expect(refusal).toMatchObject({ code: 'RULE_VIOLATION', text: { zh: '不行。' }, field: 'text', correlationId: 'c-1' });
});

test('what other services owe is missing, and the rest is there', async () => {
  const { data, problems } = await clientOf({ data: { caseCounts: [] }, errors: [error('UNAVAILABLE')] }).ask();
  expect([data, problems[0]?.code]).toStrictEqual([{ caseCounts: [] }, 'UNAVAILABLE']);
});

test('a token that is not taken any more signs out; a network that is away says so', async () => {
  const away = clientOf({ errors: [error('UNAUTHENTICATED')] });
  await expect(away.ask()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(away.signedOut()).toBe(1);
  await expect(clientOf(new TypeError('fetch failed')).ask()).rejects.toMatchObject({ code: 'OFFLINE' });
});

test('names of requests are 22 letters and digits out of the given chance', () => {
  const ids = createRequestIds((bytes) => bytes.map((_, index) => index * 11));
  expect(ids()).toMatch(/^[0-9a-z]{22}$/);
});

test('days and moments are those of Asia/Shanghai', () => {
  expect(dayOf('2026-03-01T16:00:00.000Z')).toBe('2026-03-02');
  expect(dayStart('2026-03-02')).toBe('2026-03-01T16:00:00.000Z');
  expect(dayStart('2026-03-02', -1)).toBe('2026-02-28T16:00:00.000Z');
  expect(momentText('2026-03-01T16:05:00.000Z', 'zh')).toBe('2026/03/02 00:05');
});
