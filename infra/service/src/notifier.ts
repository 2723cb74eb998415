/** How somebody is told outside the platform; a slip is printed for him where he stands. */
export type NoticeChannel = 'SMS' | 'MESSENGER' | 'LETTER' | 'SLIP';

/** What somebody is told outside the platform. It names no matter and no place: others may read his telephone. */
export interface Notice {
  /** The same for the same occasion: a notice that is sent again is not told twice. */
  readonly id: string;
  readonly channel: NoticeChannel;
  /** His telephone number, for SMS. */
  readonly telephone: string | null;
  /** As the messenger's operator knows him, for MESSENGER: an account of the district's sign-in. */
  readonly account: string | null;
  /** Where a LETTER goes. */
  readonly address: string | null;
  readonly textZh: string;
  readonly textEn: string;
  /** Since when there is something to tell, UTC, ISO 8601. */
  readonly at: string;
  /** By which whoever delivers it says what became of it (`reportNotice`). */
  readonly receipt: string;
}

/** How notices reach people. At least once; rejects where it cannot be taken now, and is asked again. */
export interface Notifier {
  send(notice: Notice): Promise<void>;
}

/** For a service that is only looked at: it tells nobody anything. */
export const silentNotifier: Notifier = { send: async () => undefined };
