/** What a petitioner is told outside the platform. It names no matter and no place: others may read his telephone. */
export interface Notice {
  /** The same for the same occasion: a notice that is sent again is not told twice. */
  readonly id: string;
  /** His telephone number; null where none is known, and it is printed onto a slip for him. */
  readonly telephone: string | null;
  readonly textZh: string;
  readonly textEn: string;
  /** Since when there is something to tell, UTC, ISO 8601. */
  readonly at: string;
}

/** How notices reach people. At least once; rejects where it cannot be taken now, and is asked again. */
export interface Notifier {
  send(notice: Notice): Promise<void>;
}

/** For a service that is only looked at: it tells nobody anything. */
export const silentNotifier: Notifier = { send: async () => undefined };
