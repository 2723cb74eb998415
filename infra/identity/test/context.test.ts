// Promise: a subgraph believes only what the gateway signed a moment ago.
import { createVirtualClock } from '@daqidi/runtime';
import { SignJWT } from 'jose';
import { createBoundedCache, createContextKeys, createContextSigner, createContextVerifier } from '../src/index.js';

const unauthenticated = { name: 'DaqidiError', code: 'UNAUTHENTICATED' };
const li = { sub: 'li', kind: 'OFFICER' } as const;
const start = '2026-11-23T00:00:00Z';

test('signed, verified, the same token for half its life', async () => {
  const clock = createVirtualClock(start);
  const keys = createContextKeys();
  const signer = createContextSigner(keys.privateKey, clock);
  const token = await signer.sign(li);
  expect(await createContextVerifier(keys.publicKey, clock).verify(token)).toStrictEqual(li);
  clock.advance(29_999);
  expect(await signer.sign(li)).toBe(token);
  expect(await signer.sign({ ...li, kind: 'PETITIONER' })).not.toBe(token);
  clock.advance(1);
  expect(await signer.sign(li)).not.toBe(token);
});

test('expired is refused, remembered or not', async () => {
  const clock = createVirtualClock(start);
  const keys = createContextKeys();
  const verifier = createContextVerifier(keys.publicKey, clock);
  const token = await createContextSigner(keys.privateKey, clock).sign(li);
  await verifier.verify(token);
  clock.advance(59_999);
  await verifier.verify(token);
  clock.advance(1);
  await expect(verifier.verify(token)).rejects.toMatchObject(unauthenticated);
  await expect(createContextVerifier(keys.publicKey, clock).verify(token)).rejects.toMatchObject(unauthenticated);
});

test('missing, forged, for another audience, without an end: refused', async () => {
  const clock = createVirtualClock(start);
  const keys = createContextKeys();
  const verifier = createContextVerifier(keys.publicKey, clock);
  const forged = await createContextSigner(createContextKeys().privateKey, clock).sign(li);
  const make = () =>
    new SignJWT({ kind: 'OFFICER' })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject('li')
      .setIssuedAt(clock.now() / 1000);
  const endless = await make().setAudience('daqidi-subgraph').sign(keys.privateKey);
  const elsewhere = await make()
    .setAudience('else')
    .setExpirationTime(clock.now() / 1000 + 60)
    .sign(keys.privateKey);
  for (const token of [
    undefined,
    '',
    'junk',
    forged,
    endless,
    elsewhere,
    `${(await createContextSigner(keys.privateKey, clock).sign(li)).slice(0, -4)}AAAA`,
  ]) {
    await expect(verifier.verify(token)).rejects.toMatchObject(unauthenticated);
  }
});

test('a context from the future, or made out for longer than the gateway does, is refused', async () => {
  const clock = createVirtualClock(start);
  const keys = createContextKeys();
  const now = clock.now() / 1000;
  const make = (issuedIn: number, endsIn: number): Promise<string> =>
    new SignJWT({ kind: 'OFFICER' })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject('li')
      .setIssuedAt(now + issuedIn)
      .setExpirationTime(now + endsIn)
      .setAudience('daqidi-subgraph')
      .sign(keys.privateKey);
  const verifier = createContextVerifier(keys.publicKey, clock);
  await verifier.verify(await make(30, 90));
  await expect(verifier.verify(await make(31, 91))).rejects.toMatchObject(unauthenticated);
  await expect(verifier.verify(await make(0, 61))).rejects.toMatchObject(unauthenticated);
});

test('a clock that is put back makes the signer sign anew', async () => {
  const clock = createVirtualClock(start);
  const keys = createContextKeys();
  const signer = createContextSigner(keys.privateKey, clock);
  const before = await signer.sign(li);
  clock.advance(-3_600_000);
  const after = await signer.sign(li);
  expect(after).not.toBe(before);
  expect(await createContextVerifier(keys.publicKey, clock).verify(after)).toStrictEqual(li);
});

test('keys are exchanged while it runs: old and new side by side, then the new one alone', async () => {
  const clock = createVirtualClock(start);
  const [old, next] = [createContextKeys(), createContextKeys()];
  let signing = old.privateKey;
  let trusted = [old.publicKey, next.publicKey];
  const signer = createContextSigner(() => signing, clock);
  const verifier = createContextVerifier(() => trusted, clock);
  const before = await signer.sign(li);
  expect(await verifier.verify(before)).toStrictEqual(li);
  signing = next.privateKey;
  const after = await signer.sign(li);
  expect(after, 'no token of the old key is handed out again').not.toBe(before);
  expect(await verifier.verify(after)).toStrictEqual(li);
  trusted = [next.publicKey];
  await expect(createContextVerifier(() => trusted, clock).verify(before)).rejects.toMatchObject(unauthenticated);
  expect(await createContextVerifier(() => trusted, clock).verify(after)).toStrictEqual(li);
});

test('the memory is bounded and forgets the least used', () => {
  const cache = createBoundedCache<number>(2, createVirtualClock(start));
  cache.set('a', 1);
  cache.set('b', 2);
  cache.get('a');
  cache.set('c', 3);
  expect([cache.get('a'), cache.get('b'), cache.get('c'), cache.size]).toStrictEqual([1, undefined, 3, 2]);
});

test('says when somebody signed in, and is another one with each sign-in', async () => {
  const clock = createVirtualClock(start);
  const keys = createContextKeys();
  const signer = createContextSigner(keys.privateKey, clock);
  const verifier = createContextVerifier(keys.publicKey, clock);
  const [first, second] = [100, 200].map((authTime) => ({ ...li, authTime }));
  const tokens = await Promise.all([li, first, second].map((claims) => signer.sign(claims ?? li)));
  expect(new Set(tokens).size).toBe(3);
  expect(await Promise.all(tokens.map((token) => verifier.verify(token)))).toStrictEqual([li, first, second]);
});
