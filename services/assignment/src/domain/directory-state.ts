import type { DirectoryEvents } from '@daqidi/schemas';

/** Regions, units, posts and policy numbers: each event is the full state, so the state is the last event's data. */
export type DirectoryEvent = {
  [Type in keyof DirectoryEvents]: { readonly type: Type; readonly v: 1; readonly data: DirectoryEvents[Type] };
}[keyof DirectoryEvents];

export interface DirectoryRecord {
  readonly stated: DirectoryEvent['data'] | null;
}

export const evolveDirectory = (_: DirectoryRecord, event: DirectoryEvent): DirectoryRecord => ({ stated: event.data });
