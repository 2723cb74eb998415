// Proves: two instances of each service share the work and nothing fires twice, also when one of them is killed and comes back:
// every clock of every case rings once, every overdue clock raises one order, the operator's check finds nothing, and a file that both could
// make is whole.
import type { EventEnvelope } from '@daqidi/events';
import { checkPlatform, type Services } from '@daqidi/ops';
import { serviceNames } from '@daqidi/schemas';
import { HandOutExportDocument, RequestExportDocument, SubmitAppealDocument } from '@daqidi/schemas/operations';
import { cast, demoPlace } from '@daqidi/standalone';
import { openServices } from './support/stack/open-services.js';
import { openStackWorld, type StackWorld } from './support/stack/stack-world.js';

const cases = 24;

/** Asks again where an answer was lost, as clients are told to. */
const submit = async (world: StackWorld, number: number): Promise<void> => {
  const input = {
    requestId: `instances-${number}`,
    channel: 'WINDOW',
    regionId: demoPlace.village,
    text: `第${number}盏路灯不亮,请尽快修理。`,
    accusedUnitIds: [],
  };
  const ask = async () => (await world.raw(cast.petitioner, SubmitAppealDocument.source, { input })).errors;
  let errors = await ask();
  for (let again = 0; again < 5 && errors?.[0]?.extensions?.code === 'UNAVAILABLE'; again += 1) errors = await ask();
  expect(errors).toBeUndefined();
};

/** Effects that a process has made of what it heard. */
const handledBy = async (url: string): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  const counts = [...text.matchAll(/^daqidi_consumer_handled_total\{[^}]*\} (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
};

const eventsOf = async (services: Services, name: keyof Services, type: string): Promise<readonly EventEnvelope[]> => {
  const found: EventEnvelope[] = [];
  for await (const page of services[name].store.archive.collection.pages())
    for (const { event } of page) if (event.type === type) found.push(event);
  return found;
};

/** Lines of a file that either instance may make, fetched from the gateway with its ticket. */
const exported = async (world: StackWorld): Promise<readonly string[]> => {
  const wanted = { columns: ['CODE', 'STAGE'], format: 'CSV', language: 'EN', purpose: '核对件数' } as const;
  const { requestExport } = await world.ask(cast.clerk, RequestExportDocument, {
    input: { requestId: 'instances-export', ...wanted },
  });
  const { handOutExport } = await world.ask(cast.clerk, HandOutExportDocument, {
    input: { requestId: 'instances-ticket', exportId: requestExport.export.id },
  });
  const response = await fetch(`${world.url}/files/${handOutExport.ticket}`);
  expect([response.status, response.headers.get('cache-control')]).toStrictEqual([200, 'no-store']);
  return (await response.text()).split('\r\n').filter((line) => line !== '');
};

test('clocks of many cases, two instances of each service, one of each killed', async () => {
  const world = await openStackWorld({ instances: 2 });
  try {
    await Promise.all(Array.from({ length: cases }, (_, number) => submit(world, number)));
    // Accepted by triage, so that its clocks run.
    await world.settled();
    for (const { instance, url } of world.members.filter(({ name }) => name === 'triage'))
      expect(await handledBy(url), `instance ${instance} of triage has its share of the cases`).toBeGreaterThan(0);
    const second = world.members.filter(({ instance }) => instance === 1);
    expect(second).toHaveLength(serviceNames.length);
    // The first review's clock runs out for all of them while half of the instances go and come back.
    await Promise.all(second.map((member) => member.kill()));
    world.clock.set('2026-03-25T02:00:00.000Z');
    await Promise.all(second.map((member) => member.start()));
    await world.passTime?.('2026-03-25T02:00:01.000Z');
    await world.settled();

    const { services, close } = await openServices(world.servers);
    try {
      const overdue = await eventsOf(services, 'triage', 'ClockOverdue');
      const soon = await eventsOf(services, 'triage', 'ClockDueSoon');
      const orders = await eventsOf(services, 'supervision', 'OrderIssued');
      for (const [what, events] of Object.entries({ soon, overdue }))
        expect(new Set(events.map(({ stream }) => stream)).size, `${what}: every case`).toBe(cases);
      expect([soon.length, overdue.length, orders.length], 'each once').toStrictEqual([cases, cases, cases]);
      expect(await checkPlatform(services)).toStrictEqual([]);
    } finally {
      await close();
    }
    const [head, ...rows] = await exported(world);
    // The mark of the encoding is eaten by whoever decodes it.
    expect(head).toBe('Code,Stage');
    expect(new Set(rows.slice(0, -1)).size, 'every case once').toBe(cases);
    expect(rows.at(-1)).toMatch(new RegExp(`^${cases} rows`));
  } finally {
    await world.stop();
  }
});
