import { createFileNotifier, type Told } from '@daqidi/private-files';
import { type Clock, type ConfigValues, optional, secretSetting, textSetting } from '@daqidi/runtime';
import { createWebhook } from './webhook.js';

/** Who delivers notices, where it is not whoever reads the folder of them. */
export const noticeSettings = {
  noticesUrl: optional(
    textSetting({
      env: 'DAQIDI_NOTICES_URL',
      meaning:
        'Where notices are posted to (Standard Webhooks), for whoever sends text messages, letters and those of the government’s messenger; without it each is a file. Query codes are among them.',
    }),
  ),
  noticesSecret: optional(
    secretSetting({
      env: 'DAQIDI_NOTICES_SECRET',
      meaning: 'By which that receiver knows them to be ours, `whsec_` and base64 of 24 bytes or more.',
    }),
  ),
};

export type NoticeReceiver = ConfigValues<typeof noticeSettings>;

/** Nobody but whoever reads the folder. */
export const noReceiver: NoticeReceiver = { noticesUrl: null, noticesSecret: null };

/** As `Notifier` of the services has it. */
interface Delivers {
  send<Notice extends Told>(notice: Notice): Promise<void>;
}

/** What is printed where somebody stands stays a file, whoever delivers the rest. Throws where a URL has no secret. */
export const createNotifier = (
  { noticesUrl: url, noticesSecret: secret }: NoticeReceiver,
  { folder, clock }: { readonly folder: string; readonly clock: Clock },
): Delivers => {
  const files = createFileNotifier(folder);
  if (url === null) return files;
  if (secret === null) throw new Error('DAQIDI_NOTICES_URL needs DAQIDI_NOTICES_SECRET: notices are signed');
  const post = createWebhook({ url, secret }, clock);
  return {
    send: <Notice extends Told>(notice: Notice): Promise<void> =>
      notice.channel === 'SLIP' ? files.send(notice) : post(notice.id, notice),
  };
};
