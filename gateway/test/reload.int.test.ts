// Promise: another supergraph comes into service without an operation failed, and one that will not do changes nothing.
import { createInProcessDataSource } from '../src/index.js';
import { createWorld, post, supergraphOf } from './toys.js';

const without = (field: string): string => supergraphOf((sdl) => sdl.replace(new RegExp(`^ *${field}\\b.*$`, 'm'), ''));

test('under load, to and fro, every operation is answered in full', async () => {
  const { gateway } = createWorld({ limits: { ratePerSecond: 100_000, burst: 100_000 } });
  const { url } = await gateway.start();
  let reloads = 0;
  let answered = 0;
  const ask = async (): Promise<void> => {
    while (reloads < 10) {
      // Each text is new, so that it is read, validated and planned around a reload as well.
      const query = `{ who letters { title author { name } } a${answered}: who }`;
      const { status, data, errors } = await post(url, { query }, { authorization: 'Bearer li' });
      expect([status, errors, data?.who]).toStrictEqual([200, undefined, 'OFFICER li']);
      answered++;
    }
  };
  const reload = async (): Promise<void> => {
    while (reloads < 10) {
      const before = answered;
      await gateway.reload(reloads % 2 === 0 ? without('audit') : supergraphOf());
      reloads++;
      while (reloads < 10 && answered < before + 4) await new Promise(setImmediate);
    }
  };
  await Promise.all([...Array.from({ length: 8 }, ask), reload()]).finally(() => {
    reloads = 10;
  });
  expect(answered).toBeGreaterThanOrEqual(40);
  await gateway.stop();
});

test('what began before ends as it began; what comes after sees the new one', async () => {
  const { gateway, slow } = createWorld();
  const { url } = await gateway.start();
  const underWay = post(url, { query: '{ slow letters { author { name } } }' });
  await slow.arrived.promise;
  await gateway.reload(without('slow'));
  const after = await post(url, { query: '{ slow }' });
  expect(after.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  slow.go.resolve();
  expect((await underWay).data).toStrictEqual({
    slow: 'done',
    letters: [{ author: { name: 'reader r0' } }, { author: { name: 'reader r1' } }],
  });
  await gateway.reload(supergraphOf());
  expect((await post(url, { query: '{ slow }' })).data?.slow).toBe('done');
  await gateway.stop();
});

test('one that is not valid, or names a subgraph that is unknown or not ready, is refused and the old one stays', async () => {
  let healthy = false;
  const { gateway } = createWorld(({ subgraphs }) => ({
    dataSourceFor: (name) => {
      const subgraph = subgraphs[name];
      if (subgraph) return createInProcessDataSource(subgraph);
      if (name === 'sleeper') return { process: async () => ({ data: {} }), health: async () => ({ ready: healthy }) };
      throw new Error(`no subgraph ${name}`);
    },
  }));
  const { url } = await gateway.start();
  const more = (name: string): string => supergraphOf(undefined, [{ name, sdl: `type Query { ${name}: String }` }]);
  await expect(gateway.reload('type Query { who: String }')).rejects.toThrow(/supergraph|join|core/i);
  await expect(gateway.reload('not SDL at all {')).rejects.toThrow(/Syntax|Unexpected/);
  await expect(gateway.reload(more('stranger'))).rejects.toThrow(/no subgraph stranger/);
  await expect(gateway.reload(more('sleeper'))).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    cause: new Error('not ready: sleeper'),
  });
  const old = await post(url, { query: '{ who letters { author { name } } }' });
  expect([old.errors, old.data?.who]).toStrictEqual([undefined, 'ANONYMOUS anonymous']);
  expect((await post(url, { query: '{ sleeper }' })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  healthy = true;
  await gateway.reload(more('sleeper'));
  expect((await post(url, { query: '{ sleeper }' })).data).toStrictEqual({ sleeper: null });
  await gateway.stop();
});
