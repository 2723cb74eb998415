import { directoryTopic, topicOf } from '@daqidi/events';
import { Fatal } from '@daqidi/runtime';
import { createEventSchemas, type ServiceName, serviceNames } from '@daqidi/schemas';
import { createEventCodec } from '@daqidi/service';
import { archivedStreams, ownerOf } from '../check/archived-bus.js';
import { type Operator, reasonOf } from '../operator.js';
import { type Report, report } from '../report.js';

const serviceNamed = (name: string): ServiceName => {
  const found = serviceNames.find((each) => each === name);
  if (found === undefined) throw new Fatal(`there is no service "${name}", only ${serviceNames.join(', ')}`);
  return found;
};

/** Applies what a service has set aside of a stream, in order, until one is refused again. */
export const redrive = async (operator: Operator, name: string, stream: string): Promise<Report> => {
  const known = serviceNamed(name);
  const { masterKey, lookupSecret } = operator.settings;
  if (masterKey === null || lookupSecret === null)
    throw new Fatal('effects may seal texts: set DAQIDI_MASTER_KEY and DAQIDI_LOOKUP_SECRET as the service has them');
  const { service, replica } = await operator.open(known);
  // The replica would wait for brokers and topics for ever.
  await operator.onBus((bus) => bus.lag(name, [directoryTopic]));
  await replica.start();
  try {
    const { applied, remaining } = await service.redrive(stream);
    await service.store.idle();
    return report(
      { service: name, stream, applied, remaining },
      [`${name} ${stream}: ${applied} applied, ${remaining} left`],
      remaining === 0,
    );
  } finally {
    await replica.stop();
  }
};

const refillable = [directoryTopic, ...serviceNames.map(topicOf)];

/**
 * Publishes on a topic everything that its service has archived, each stream in its order: after a topic was lost, or damaged.
 * Listeners pass over what they have applied already.
 */
export const refill = async (operator: Operator, topic: string): Promise<Report> => {
  if (!refillable.includes(topic)) throw new Fatal(`there is no topic "${topic}", only ${refillable.join(', ')}`);
  const codec = createEventCodec(createEventSchemas());
  const { service } = await operator.open(ownerOf(topic));
  let events = 0;
  try {
    for await (const stream of archivedStreams(service.store.archive)) {
      const own = stream.filter((event) => codec.topicOf(event) === topic);
      if (own.length > 0) await operator.onBus((bus) => bus.publish(topic, own.map(codec.encode)));
      events += own.length;
    }
  } catch (cause) {
    const reason = cause instanceof Fatal ? cause.message : reasonOf(cause);
    throw new Fatal(`${topic}: ${events} events were published again, perhaps some more; then: ${reason}`, { cause });
  }
  return report({ topic, events }, [`${topic}: ${events} events published again`]);
};
