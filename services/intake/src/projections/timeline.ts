import type { EventEnvelope } from '@daqidi/events';
import { timelineText } from '../domain/timeline.js';
import type { Model } from '../model.js';

const dueAtOf = (data: unknown): string | null => {
  const { clock } = data as { readonly clock?: { readonly dueAt?: string } };
  return clock?.dueAt ?? null;
};

/** One row a step that the petitioner is told of. */
export const projectTimeline =
  ({ timeline }: Model) =>
  async (event: EventEnvelope): Promise<void> => {
    const text = timelineText(event.type);
    if (text === null) return;
    const { appealId } = event.data as { readonly appealId: string };
    const order = `${event.time}|${String(text.rank).padStart(2, '0')}|${event.id}`;
    await timeline.apply(event.id, event, (row) => ({
      ...row,
      appealId,
      kind: event.type,
      at: event.time,
      order,
      dueAt: dueAtOf(event.data),
    }));
  };
