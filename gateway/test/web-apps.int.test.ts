// Promise: the gateway serves pages for people from its own origin, compressed, cached and under a strict content policy; and gives
// tokens without proof only where it has a development issuer, only to pages of this machine.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { createWorld } from './toys.js';

const folder = mkdtempSync(join(tmpdir(), 'daqidi-apps-'));
const script = `export const text = '${'a'.repeat(2_000)}';`;

const layApp = (name: string): string => {
  const app = join(folder, name);
  mkdirSync(join(app, 'assets'), { recursive: true });
  writeFileSync(join(app, 'index.html'), `<!doctype html><title>${name}</title>`);
  writeFileSync(join(app, 'assets', 'main-1a2b.js'), script);
  writeFileSync(join(app, 'assets', 'main-1a2b.js.br'), brotliCompressSync(script));
  return app;
};

const world = createWorld({
  apps: [
    { at: '/', folder: layApp('console'), styles: "style-src-elem 'self' 'unsafe-inline'" },
    { at: '/c', folder: layApp('citizen'), styles: "style-src 'self'" },
  ],
  signIn: {
    issue: async ({ sub, kind }) => `${kind} ${sub}`,
    people: (search) => [{ id: 'li', kind: 'OFFICER', name: search, role: 'ADMIN', unit: '办公室' }],
  },
});
const provider = { issuer: 'https://id.example/realm', clientId: 'pages', scope: 'openid' };
const bare = createWorld();
let url = '';
let bareUrl = '';

beforeAll(async () => {
  ({ url } = await world.gateway.start());
  ({ url: bareUrl } = await bare.gateway.start());
});
afterAll(async () => {
  await world.gateway.stop();
  await bare.gateway.stop();
  rmSync(folder, { recursive: true, force: true });
});

const page = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${url}${path}`, { headers: { accept: 'text/html,*/*', ...headers } });

test('every address below an app is its page, asked for anew each time and under its policy', async () => {
  for (const [path, title, style] of [
    ['/', 'console', "'unsafe-inline'"],
    ['/cases/1?stage=HANDLING', 'console', "'unsafe-inline'"],
    ['/c', 'citizen', "style-src 'self'"],
    ['/c/mine/1', 'citizen', "style-src 'self'"],
  ] as const) {
    const answer = await page(path);
    expect([answer.status, answer.headers.get('cache-control')], path).toStrictEqual([200, 'no-cache']);
    expect(await answer.text()).toContain(`<title>${title}</title>`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy, path).toContain(style);
    expect(policy, path).toContain("default-src 'none'; script-src 'self'");
    const again = await page(path, { 'if-none-match': answer.headers.get('etag') ?? '', 'cache-control': 'max-age=0' });
    expect(again.status, path).toBe(304);
  }
});

test('the first page is for whoever takes anything, unless it is JSON that is asked for', async () => {
  expect(await (await page('/', { accept: '*/*' })).text()).toContain('<title>console</title>');
  expect(await (await page('/c', { accept: '*/*' })).text()).toContain('<title>citizen</title>');
  expect((await page('/', { accept: 'application/json, */*' })).status).toBe(404);
});

test('assets are kept for a year, and come compressed to who takes them so', async () => {
  for (const path of ['/assets/main-1a2b.js', '/c/assets/main-1a2b.js']) {
    const answer = await fetch(`${url}${path}`, { headers: { 'accept-encoding': 'br' } });
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect([answer.headers.get('content-encoding'), answer.headers.get('vary')]).toStrictEqual(['br', 'accept-encoding']);
    expect(await answer.text()).toBe(script);
    const plain = await fetch(`${url}${path}`, { headers: { 'accept-encoding': 'identity' } });
    expect([plain.headers.get('content-encoding'), await plain.text()]).toStrictEqual([null, script]);
  }
});

test('what is not there is absent, to programs and to whoever climbs', async () => {
  expect((await fetch(`${url}/nothing`)).status).toBe(404);
  expect((await page('/assets/none.js')).status).toBe(404);
  for (const path of ['/assets/..%2f..%2fpackage.json', '/assets/%2e%2e/index.html.map', '/c/assets/..%5c..%5cx'])
    expect((await fetch(`${url}${path}`)).status, path).not.toBe(200);
  expect((await fetch(`${url}/`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${url}/healthz`, { headers: { accept: 'text/html' } })).headers.get('content-type')).toContain('json');
});

const token = (body: unknown, contentType = 'application/json', to = url) =>
  fetch(`${to}/development/tokens`, { method: 'POST', headers: { 'content-type': contentType }, body: JSON.stringify(body) });

test('whoever tries the product is anybody, by name', async () => {
  expect(await (await token({ sub: 'li', kind: 'OFFICER' })).json()).toStrictEqual({ token: 'OFFICER li' });
  expect(await (await fetch(`${url}/development/people?search=${encodeURIComponent('王')}`)).json()).toStrictEqual({
    people: [{ id: 'li', kind: 'OFFICER', name: '王', role: 'ADMIN', unit: '办公室' }],
  });
  for (const body of [
    {},
    { sub: 'li' },
    { sub: '', kind: 'OFFICER' },
    { sub: 'li', kind: 'ANONYMOUS' },
    { sub: 'a b', kind: 'OFFICER' },
    7,
  ])
    expect((await token(body)).status, JSON.stringify(body)).toBe(400);
  expect((await token({ sub: 'li', kind: 'OFFICER' }, 'text/plain')).status).toBe(415);
});

const hosted = (host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    request(`${url}/development/people`, { headers: { host } }, ({ statusCode = 0 }) => resolve(statusCode))
      .on('error', reject)
      .end();
  });

test('a name that was made to lead to this machine gets no token', async () => {
  expect(await hosted('evil.example')).toBe(404);
  expect(await hosted('127.0.0.1.evil.example:4000')).toBe(404);
  expect(await hosted('localhost:4000')).toBe(200);
});

test('an identity provider is named to the pages, and is the only other host that they may ask', async () => {
  const provided = createWorld({ apps: [{ at: '/', folder: join(folder, 'console'), styles: "style-src 'self'" }], provider });
  const { url: at } = await provided.gateway.start();
  expect(await (await fetch(`${at}/sign-in.json`)).json()).toStrictEqual({ provider });
  expect(await (await fetch(`${url}/sign-in.json`)).json()).toStrictEqual({ provider: null });
  const policy = (await fetch(`${at}/`)).headers.get('content-security-policy');
  expect(policy).toContain("connect-src 'self' https://id.example;");
  await provided.gateway.stop();
});

test('without a development issuer there is no such door, and without apps no page', async () => {
  expect((await token({ sub: 'li', kind: 'OFFICER' }, 'application/json', bareUrl)).status).toBe(404);
  expect((await fetch(`${bareUrl}/`, { headers: { accept: 'text/html' } })).status).toBe(404);
});
