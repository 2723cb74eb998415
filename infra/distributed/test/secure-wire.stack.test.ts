// Promise: by settings only, gateway and services prove to each other who they are, and on SIGHUP other keys, certificates and another
// supergraph take effect under load without one failed request; what does not hold changes nothing, and the log says so.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevelopmentIssuer } from '@daqidi/identity';
import { systemClock } from '@daqidi/runtime';
import { serviceNames, supergraphSdl } from '@daqidi/schemas';
import { type Authority, createAuthority } from '../../subgraph/test/contract/certificates.js';
import { usePlaces } from './contract/places.js';
import { type Running, runOpsWell, startProcess } from './contract/processes.js';

const places = usePlaces();
const directory = mkdtempSync(join(tmpdir(), 'daqidi-wire-'));
const path = (name: string): string => join(directory, name);
const write = (name: string, ...parts: readonly string[]): void => writeFileSync(path(name), parts.join('\n'));

const makeContextKey = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    shown: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
    kept: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url'),
  };
};
const [oldKey, newKey] = [makeContextKey(), makeContextKey()];
const [oldAuthority, newAuthority] = [await createAuthority('old'), await createAuthority('new')];
const issue = async (authority: Authority, holder: string): Promise<void> => {
  const { cert, key } = await authority.issue(holder);
  write(`${holder}.pem`, cert);
  write(`${holder}-key.pem`, key);
};
const described = (text: string): string => supergraphSdl().replace(/^type Query$/m, `"""${text}"""\ntype Query`);

write('master', Buffer.alloc(32, 7).toString('base64url'));
write('public-keys', oldKey.shown);
write('private-key', oldKey.kept);
write('authorities.pem', oldAuthority.cert);
write('supergraph.graphql', described('as it was'));
await issue(oldAuthority, 'service');
await issue(oldAuthority, 'gateway');

const startService = (name: string): Running =>
  startProcess(`services/${name}`, {
    ...places.environment,
    DAQIDI_PORT: '0',
    DAQIDI_MASTER_KEY_FILE: path('master'),
    DAQIDI_LOOKUP_SECRET_FILE: path('master'),
    DAQIDI_CONTEXT_PUBLIC_KEYS_FILE: path('public-keys'),
    DAQIDI_TLS_CERT_FILE: path('service.pem'),
    DAQIDI_TLS_KEY_FILE: path('service-key.pem'),
    DAQIDI_TLS_CLIENT_CA_FILE: path('authorities.pem'),
  });

/** Asks it to read everything anew, and waits until it has said what came of it. */
const hup = async (...processes: readonly Running[]): Promise<readonly string[]> => {
  const words = (running: Running) => running.log().filter(({ msg }) => /read anew/.test(msg));
  return Promise.all(
    processes.map(async (running) => {
      const before = words(running).length;
      running.child.kill('SIGHUP');
      await running.says(() => words(running).length > before, 'that it has read everything anew');
      return words(running).at(-1)?.msg ?? '';
    }),
  );
};
const well = 'settings, keys and certificates were read anew';

await runOpsWell(places.environment, 'create-topics');
await runOpsWell(places.environment, 'create-indexes');
const services = ['intake', ...serviceNames].map(startService);
const urls = await Promise.all(services.map((service) => service.url()));
for (const service of services) await service.ready();
const urlsOf = (name: string): string => urls.filter((_, index) => ['intake', ...serviceNames][index] === name).join(',');
const gateway = startProcess('gateway', {
  DAQIDI_PORT: '0',
  ...Object.fromEntries(serviceNames.map((name) => [`DAQIDI_${name.toUpperCase()}_URL`, urlsOf(name)])),
  DAQIDI_SUBGRAPH_CA_FILE: path('authorities.pem'),
  DAQIDI_SUBGRAPH_CERT_FILE: path('gateway.pem'),
  DAQIDI_SUBGRAPH_KEY_FILE: path('gateway-key.pem'),
  DAQIDI_CONTEXT_PRIVATE_KEY_FILE: path('private-key'),
  DAQIDI_DEVELOPMENT_ISSUER: path('issuer'),
  DAQIDI_SUPERGRAPH: path('supergraph.graphql'),
  // It is asked again and again until it answers.
  DAQIDI_RATE: '10000',
  DAQIDI_BURST: '1000000',
});
const gatewayUrl = await gateway.url();
afterAll(async () => {
  await Promise.all([gateway, ...services].map((each) => each.stop()));
  await places.clear();
  rmSync(directory, { recursive: true });
});

const issuer = await createDevelopmentIssuer({
  directory: path('issuer'),
  issuer: 'daqidi-development',
  audience: 'daqidi',
  clock: systemClock,
});
const token = await issuer.issue({ sub: 'petitioner-1', kind: 'PETITIONER', ttlSeconds: 3_600 });

const ask = async (query: string): Promise<unknown> => {
  const response = await fetch(`${gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  return response.json();
};
const read = () => ask('{ appeal(id: "none") { id stage } }');
const expected = { data: { appeal: null } };
const description = async (): Promise<string> => {
  const { data } = (await ask('{ __type(name: "Query") { description } }')) as { data: { __type: { description: string } } };
  return data.__type.description;
};

test('services talk only over TLS, and only with whom their authority knows', async () => {
  expect(await read()).toStrictEqual(expected);
  for (const url of urls) {
    expect(url).toMatch(/^https:/);
    const stranger = new Promise((resolve, reject) => {
      request(`${url}/readyz`, { agent: false, ca: oldAuthority.cert }, resolve).once('error', reject).end();
    });
    await expect(stranger).rejects.toThrow();
  }
});

/** Reads all the while that `work` goes on. `some` waits until more have been answered. */
const underLoad = async (work: (some: () => Promise<void>) => Promise<void>): Promise<number> => {
  let going = true;
  let answered = 0;
  const reader = async (): Promise<void> => {
    while (going) {
      expect(await read()).toStrictEqual(expected);
      answered += 1;
    }
  };
  const some = async (): Promise<void> => {
    for (const before = answered; going && answered < before + 10; ) await new Promise(setImmediate);
  };
  const stop = (): void => {
    going = false;
  };
  await Promise.all(
    [
      ...[reader(), reader(), reader(), reader()],
      some()
        .then(() => work(some))
        .finally(stop),
    ].map((each) => each.finally(stop)),
  );
  return answered;
};

test('context keys: both are believed, then the new one signs, then the old one is no longer believed', async () => {
  const answered = await underLoad(async (some) => {
    write('public-keys', `${oldKey.shown},${newKey.shown}`);
    expect(await hup(...services)).toStrictEqual(services.map(() => well));
    await some();
    write('private-key', newKey.kept);
    expect(await hup(gateway)).toStrictEqual([well]);
    await some();
    write('public-keys', newKey.shown);
    expect(await hup(...services)).toStrictEqual(services.map(() => well));
    await some();
  });
  expect(answered, `${answered}`).toBeGreaterThanOrEqual(40);
});

test('certificates: both authorities are believed, then each side shows new ones, then the old authority is no longer believed', async () => {
  await underLoad(async (some) => {
    const everywhere = async (): Promise<void> => {
      expect(await hup(...services, gateway)).toStrictEqual([...services, gateway].map(() => well));
      await some();
    };
    write('authorities.pem', oldAuthority.cert, newAuthority.cert);
    await everywhere();
    await issue(newAuthority, 'service');
    await issue(newAuthority, 'gateway');
    await everywhere();
    write('authorities.pem', newAuthority.cert);
    await everywhere();
  });
});

test('another supergraph is served from then on; a broken one changes nothing', async () => {
  expect(await description()).toBe('as it was');
  await underLoad(async (some) => {
    write('supergraph.graphql', described('as it is'));
    expect(await hup(gateway)).toStrictEqual([well]);
    await some();
    expect(await description()).toBe('as it is');
    for (const broken of ['type Query {', 'type Query { a: Int }', '']) {
      write('supergraph.graphql', broken);
      expect(await hup(gateway)).toStrictEqual(['nothing was changed: what was read anew does not hold']);
      await some();
      expect(await description()).toBe('as it is');
    }
    rmSync(path('supergraph.graphql'));
    expect(await hup(gateway)).toStrictEqual(['nothing was changed: what was read anew does not hold']);
    await some();
  });
});

test('keys and certificates are exchanged while a service is away, too; another supergraph is not', async () => {
  write('supergraph.graphql', described('as it is'));
  expect((await services.at(-1)?.stop())?.code).toBe(0);
  await underLoad(async (some) => {
    expect(await hup(gateway)).toStrictEqual([well]);
    await some();
    write('supergraph.graphql', described('as it will be'));
    expect(await hup(gateway)).toStrictEqual(['nothing was changed: what was read anew does not hold']);
    await some();
  });
  services.pop();
});

test('certificates that are of no use change nothing', async () => {
  write('supergraph.graphql', described('as it is'));
  await underLoad(async (some) => {
    write('service.pem', 'no certificate');
    write('gateway.pem', 'no certificate');
    const refused = 'nothing was changed: what was read anew does not hold';
    expect(await hup(...services, gateway)).toStrictEqual([...services, gateway].map(() => refused));
    await some();
  });
});
