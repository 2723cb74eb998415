// Promise: from the development issuer's token to the subgraph's principal, every link is the one that production uses.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevelopmentIssuer, createTokenVerifier } from '@daqidi/identity';
import { clock, createWorld, post } from './toys.js';

test('issued, published, verified over HTTP, signed on, verified again', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-sign-in-'));
  const issuer = await createDevelopmentIssuer({ directory, issuer: 'https://issuer.test', audience: 'daqidi', clock });
  const publisher = createWorld({ jwks: issuer.jwks });
  const { url: keysUrl } = await publisher.gateway.start();
  const keys = { url: `${keysUrl}/.well-known/jwks.json` };
  const verifyToken = createTokenVerifier({ keys, issuer: 'https://issuer.test', audience: 'daqidi', clock });
  const { gateway } = createWorld({ verifyToken });
  const { url } = await gateway.start();
  const token = await issuer.issue({ sub: 'wang', kind: 'PETITIONER', ttlSeconds: 60 });
  const ask = (bearer: string) => post(url, { query: '{ who }' }, { authorization: `Bearer ${bearer}` });
  expect((await ask(token)).data?.who).toBe('PETITIONER wang');
  expect((await ask(`${token.slice(0, -6)}AAAAAA`)).status).toBe(401);
  await gateway.stop();
  await publisher.gateway.stop();
  await rm(directory, { recursive: true, force: true });
});
