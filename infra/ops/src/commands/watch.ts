import { topicOf } from '@daqidi/events';
import { Fatal } from '@daqidi/runtime';
import { type ServiceName, serviceNames } from '@daqidi/schemas';
import { checkPlatform } from '../check/check-platform.js';
import { proveClocks } from '../check/prove-clocks.js';
import type { Operator } from '../operator.js';
import { type Report, report } from '../report.js';
import type { Services } from '../services.js';

const eachService = async <Found>(look: (name: ServiceName) => Promise<Found>): Promise<readonly Found[]> => {
  const found: Found[] = [];
  for (const name of serviceNames) found.push(await look(name));
  return found;
};

/** Events that each service has not applied yet, by topic. */
export const showLag = async ({ open, onBus }: Operator): Promise<Report> => {
  const rows = await eachService(async (name) => {
    const { service } = await open(name);
    const topics = await onBus((bus) =>
      Promise.all(service.listensTo.map(async (from) => ({ topic: topicOf(from), lag: await bus.lag(name, [topicOf(from)]) }))),
    );
    return { service: name, topics };
  });
  return report(
    rows,
    rows.flatMap(({ service, topics }) => topics.map(({ topic, lag }) => `${service} ← ${topic}: ${lag}`)),
  );
};

/** How long the oldest unpublished event of each service has waited. */
export const showOutbox = async ({ open, clock }: Operator): Promise<Report> => {
  const rows = await eachService(async (name) => {
    const oldest = await (await open(name)).service.store.oldestPending();
    return {
      service: name,
      oldest,
      seconds: oldest === null ? 0 : Math.max(0, Math.round((clock.now() - oldest.getTime()) / 1_000)),
    };
  });
  return report(
    rows,
    rows.map(({ service, oldest, seconds }) =>
      oldest === null
        ? `${service}: nothing waits`
        : `${service}: the oldest event has waited ${seconds} s, since ${oldest.toISOString()}`,
    ),
  );
};

/** Streams of which a service has set something aside, with the dead letters in their order. */
const deadLetterStreams = async ({ open }: Operator) => {
  const found = await eachService(async (name) => {
    const { deadLetters } = (await open(name)).service.store;
    return Promise.all(
      (await deadLetters.streams()).map(async (stream) => ({ name, stream, events: await deadLetters.list(stream) })),
    );
  });
  return found.flat();
};

/** The dead letters, with their reasons: by service and stream, in order. */
export const showDeadLetters = async (operator: Operator): Promise<Report> => {
  const all = (await deadLetterStreams(operator)).flatMap(({ name, events }) =>
    events.map(({ id, stream, reason, detail, setAsideAt }) => ({ service: name, stream, id, reason, detail, setAsideAt })),
  );
  return report(
    all,
    all.length === 0
      ? ['there are no dead letters']
      : all.map(
          ({ service, stream, id, reason, detail, setAsideAt }) =>
            `${service} ${stream} ${id} ${setAsideAt} ${reason}: ${detail}`,
        ),
    all.length === 0,
  );
};

/** The check of everything stored, and the dead letters; `BEHIND` is told, but only the rest is an alarm. */
export const check = async (operator: Operator): Promise<Report> => {
  const opened = await eachService(async (name) => [name, (await operator.open(name)).service] as const);
  const deadLetters = (await deadLetterStreams(operator)).map(({ name, stream, events }) => ({
    about: `${name}:${stream}`,
    problem: 'DEAD_LETTER' as const,
    detail: `${events.length} events, the first one as ${events[0]?.reason}`,
  }));
  const findings = [...(await checkPlatform(Object.fromEntries(opened) as unknown as Services)), ...deadLetters];
  const wrong = findings.filter(({ problem }) => problem !== 'BEHIND');
  return report(
    findings,
    findings.length === 0
      ? ['nothing was found wrong']
      : findings.map(({ about, problem, detail }) => `${problem} ${about}: ${detail}`),
    wrong.length === 0,
  );
};

/** Recomputes every due date that events of a month (`YYYY-MM`, Asia/Shanghai) state, and names those that differ. */
export const proveMonth = async (operator: Operator, month: string): Promise<Report> => {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new Fatal(`--month: expected a month like 2026-11, got "${month}"`);
  const opened = await eachService(async (name) => [name, (await operator.open(name)).service] as const);
  const proof = await proveClocks(Object.fromEntries(opened) as unknown as Services, month);
  const { proved, unproved } = proof;
  return report(
    proof,
    [
      ...unproved.map(
        ({ stream, seq, field, said, expected }) =>
          `DIFFERS ${stream}${seq === null ? '' : ` event ${seq}`}, ${field}: ${said}; recomputed: ${expected}`,
      ),
      `${month}: ${proved} due dates recomputed, ${unproved.length} differ`,
    ],
    unproved.length === 0,
  );
};
