import type { EventEnvelope } from '@daqidi/events';
import type { DirectoryKind, TextReference } from '@daqidi/schemas';
import { type Listener, on, orderOf } from '@daqidi/service';
import { type ChangeFields, changeReaders } from '../model.js';
import type { Tools } from '../tools.js';

interface Change {
  readonly kind: DirectoryKind;
  readonly about: string;
  readonly act: NonNullable<ChangeFields['act']>;
  readonly reason: TextReference;
}

/** One row for each thing that the office did to its directory. */
export const projectDirectoryChanges = ({ model }: Tools): readonly Listener[] => {
  const keep = (event: EventEnvelope, change: Change): Promise<void> =>
    model.changes.apply(event.id, event, () => ({
      ...change,
      order: orderOf(event),
      at: event.time,
      by: event.actor.person,
      seenBy: changeReaders,
      barred: [],
    }));
  return [
    on('assignment', 'DirectoryChanged', (event) => keep(event, { ...event.data, act: 'STATED' })),
    on('assignment', 'OfficerNamed', (event) => {
      const { officerId: about, reason } = event.data;
      return keep(event, { kind: 'OFFICER', about, act: 'STATED', reason });
    }),
    on('assignment', 'PostProposed', (event) => {
      const { post, reason } = event.data;
      return keep(event, { kind: 'POST', about: post.id, act: 'PROPOSED', reason });
    }),
    on('assignment', 'PostDecided', (event) => {
      const { postId: about, consented, reason } = event.data;
      return keep(event, { kind: 'POST', about, act: consented ? 'CONSENTED' : 'REFUSED', reason });
    }),
    on('assignment', 'ChannelProposed', (event) => {
      const { channel, reason } = event.data;
      return keep(event, { kind: 'CHANNEL', about: channel.code, act: 'PROPOSED', reason });
    }),
    on('assignment', 'ChannelDecided', (event) => {
      const { code: about, consented, reason } = event.data;
      return keep(event, { kind: 'CHANNEL', about, act: consented ? 'CONSENTED' : 'REFUSED', reason });
    }),
  ];
};
