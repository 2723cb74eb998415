// Promise: only tokens of our issuer, for us, under a public-key algorithm and not yet expired prove anybody.
import { createHmac, createPrivateKey } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVirtualClock } from '@daqidi/runtime';
import { invariant } from '@daqidi/testing';
import { SignJWT } from 'jose';
import { createDevelopmentIssuer, createTokenVerifier, type DevelopmentIssuer } from '../src/index.js';

const issuerName = 'https://issuer.test';
const audience = 'daqidi';
const clock = createVirtualClock('2026-11-23T00:00:00Z');
const unauthenticated = { name: 'DaqidiError', code: 'UNAUTHENTICATED' };
let directory: string;
let issuer: DevelopmentIssuer;
const makeIssuer = (over: { issuer?: string; audience?: string; directory?: string } = {}): Promise<DevelopmentIssuer> =>
  createDevelopmentIssuer({ directory, issuer: issuerName, audience, clock, ...over });
const verifier = () => createTokenVerifier({ keys: { jwks: issuer.jwks }, issuer: issuerName, audience, clock });
const li = { sub: 'li', kind: 'OFFICER', ttlSeconds: 60 } as const;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daqidi-issuer-'));
  issuer = await makeIssuer();
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test('a good token says who, and is remembered no longer than it holds', async () => {
  const verify = verifier();
  const token = await issuer.issue(li);
  const claims = { sub: 'li', kind: 'OFFICER', authTime: Math.floor(clock.now() / 1_000) };
  expect(await verify.verify(token)).toStrictEqual(claims);
  clock.advance(59_000);
  expect(await verify.verify(token)).toStrictEqual(claims);
  clock.advance(1_000);
  await expect(verify.verify(token)).rejects.toMatchObject(unauthenticated);
});

test('the key pair is kept for its owner alone, and two starting at once share it', async () => {
  const elsewhere = join(directory, 'both');
  const [one, two] = await Promise.all([makeIssuer({ directory: elsewhere }), makeIssuer({ directory: elsewhere })]);
  expect(one.jwks).toStrictEqual(two.jwks);
  expect((await stat(join(elsewhere, 'issuer-key.pem'))).mode & 0o777).toBe(0o600);
  expect(JSON.stringify(one.jwks)).not.toContain('"d"');
});

test('another issuer, audience, key, kind or shape is refused', async () => {
  const other = await makeIssuer({ directory: join(directory, 'other') });
  const bad = [
    await (await makeIssuer({ issuer: 'https://evil.test' })).issue(li),
    await (await makeIssuer({ audience: 'else' })).issue(li),
    await other.issue(li),
    await issuer.issue({ ...li, kind: 'ANONYMOUS' }),
    await issuer.issue({ ...li, sub: '' }),
    'x',
    'a.b.c',
    '',
  ];
  for (const token of bad) await expect(verifier().verify(token)).rejects.toMatchObject(unauthenticated);
});

/** A token of our issuer with these times, in seconds from now; left out where undefined. */
const timed = async (issuedIn: number | undefined, endsIn: number | undefined): Promise<string> => {
  const now = Math.floor(clock.now() / 1000);
  const token = new SignJWT({
    kind: 'OFFICER',
    ...(issuedIn === undefined ? {} : { iat: now + issuedIn }),
    ...(endsIn === undefined ? {} : { exp: now + endsIn }),
  });
  const kid = String(issuer.jwks.keys[0]?.kid);
  const key = createPrivateKey(await readFile(join(directory, 'issuer-key.pem')));
  return token.setProtectedHeader({ alg: 'EdDSA', kid }).setIssuer(issuerName).setAudience(audience).setSubject('li').sign(key);
};

const day = 86_400;

test('a token without a beginning or an end, from the future, or made out for too long is refused', async () => {
  const bad = [
    await timed(undefined, 60),
    await timed(0, undefined),
    await timed(31, 60),
    await timed(0, day + 1),
    await timed(-10 * day, 60),
  ];
  for (const token of bad) await expect(verifier().verify(token)).rejects.toMatchObject(unauthenticated);
  for (const token of [await timed(30, 60), await timed(0, day), await timed(60 - day, 60)]) await verifier().verify(token);
});

test('how long a token may be made out for can be set', async () => {
  const strict = createTokenVerifier({ keys: { jwks: issuer.jwks }, issuer: issuerName, audience, clock, longestLife: 600 });
  await strict.verify(await timed(0, 600));
  await expect(strict.verify(await timed(0, 601))).rejects.toMatchObject(unauthenticated);
});

test('an account that is called like a machine, a petitioner, the system or nobody is refused, and one without a fair length', async () => {
  for (const sub of ['machine:li', 'petitioner:li', 'system:assignment', 'anonymous', 'x'.repeat(113)])
    for (const kind of ['OFFICER', 'PETITIONER', 'MACHINE'] as const)
      await expect(verifier().verify(await issuer.issue({ sub, kind, ttlSeconds: 60 }))).rejects.toMatchObject(unauthenticated);
  for (const sub of ['machines', 'machine', 'x'.repeat(112)])
    expect((await verifier().verify(await issuer.issue({ ...li, sub }))).sub).toBe(sub);
});

test('no algorithm, and the public key as a shared secret, are refused', async () => {
  const [, payload] = (await issuer.issue(li)).split('.');
  const header = (alg: string): string =>
    Buffer.from(JSON.stringify({ alg, kid: issuer.jwks.keys[0]?.kid })).toString('base64url');
  const signed = `${header('HS256')}.${payload}`;
  const mac = createHmac('sha256', Buffer.from(String(issuer.jwks.keys[0]?.x), 'base64url'))
    .update(signed)
    .digest('base64url');
  for (const token of [`${header('none')}.${payload}.`, `${signed}.${mac}`])
    await expect(verifier().verify(token)).rejects.toMatchObject(unauthenticated);
});

test('a key set that cannot be fetched is our failure, not the caller’s', async () => {
  const server = createServer((_, response) => response.writeHead(500).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  invariant(address && typeof address === 'object');
  const remote = createTokenVerifier({
    keys: { url: `http://127.0.0.1:${address.port}/jwks` },
    issuer: issuerName,
    audience,
    clock,
  });
  const token = await issuer.issue(li);
  await expect(remote.verify(token)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  const gone = createTokenVerifier({
    keys: { url: `http://127.0.0.1:${address.port}/jwks` },
    issuer: issuerName,
    audience,
    clock,
  });
  await expect(gone.verify(token)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});
