// Promise: notices reach the receiver that the operator named, signed so that it knows them and nobody else's; what it does not take is refused
// to whoever sends, who tries again under the same id; no redirect is followed; what is printed at the window stays a file.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNotifier, noReceiver, signMessage, verifyMessage } from '@daqidi/webhooks';

const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const now = Date.UTC(2026, 2, 2, 2);
const clock = { now: () => now };

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
let server: Server;
let received: Received[];
let status: number;
let folder: string;
let url: string;

beforeEach(async () => {
  received = [];
  status = 204;
  folder = mkdtempSync(join(tmpdir(), 'daqidi-notices-'));
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/notices`;
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const notice = { id: '078332~a', channel: 'SMS', telephone: '13812341234', textZh: '【诉求大起底】…' } as const;
const notifier = () => createNotifier({ noticesUrl: url, noticesSecret: secret }, { folder, clock });
const known = ({ headers, body }: Received, of = secret, at = now) =>
  verifyMessage(of, headers as Record<string, string>, { body, now: at });

it('is posted, signed by both suites, under an id that is the same again', async () => {
  await notifier().send(notice);
  await notifier().send(notice);
  expect(received.map(({ body }) => JSON.parse(body))).toStrictEqual([notice, notice]);
  expect(received.map(({ headers }) => headers['webhook-id'])).toStrictEqual([notice.id, notice.id]);
  const [first = { headers: {}, body: '' }] = received;
  expect(first.headers['webhook-signature']).toMatch(/^v1,\S+ v1sm3,\S+$/);
  expect(known(first)).toBe(true);
  expect(known({ ...first, body: `${first.body} ` })).toBe(false);
  expect(known(first, 'whsec_b3RoZXI=')).toBe(false);
  expect(known(first, secret, now + 301_000)).toBe(false);
  const [, sm3 = ''] = String(first.headers['webhook-signature']).split(' ');
  expect(known({ ...first, headers: { ...first.headers, 'webhook-signature': sm3 } })).toBe(true);
});

it('signs as Standard Webhooks has it', () => {
  // The example of its specification's reference libraries.
  const headers = signMessage('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    now: 1_614_265_330_000,
    body: '{"test": 2432232314}',
  });
  expect(headers['webhook-signature'].split(' ')[0]).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

it.each([500, 404, 302])('what it answers with %i was not taken', async (answer) => {
  status = answer;
  await expect(notifier().send(notice)).rejects.toThrow();
  expect(received).toHaveLength(1);
});

it('nobody there: it was not taken', async () => {
  await expect(
    createNotifier({ noticesUrl: 'http://127.0.0.1:1', noticesSecret: secret }, { folder, clock }).send(notice),
  ).rejects.toThrow();
});

it('a slip is printed here; without a receiver everything is a file; a receiver without a secret is refused', async () => {
  await notifier().send({ ...notice, channel: 'SLIP' });
  expect([received.length, readdirSync(join(folder, 'slips')).length]).toStrictEqual([0, 1]);
  await createNotifier(noReceiver, { folder, clock }).send(notice);
  expect(readdirSync(join(folder, 'telephone'))).toHaveLength(1);
  expect(() => createNotifier({ noticesUrl: url, noticesSecret: null }, { folder, clock })).toThrow('DAQIDI_NOTICES_SECRET');
});
