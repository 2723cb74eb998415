export { createNotifier, type NoticeReceiver, noReceiver, noticeSettings } from './notices.js';
export { signMessage, verifyMessage, type WebhookHeaders } from './signature.js';
export { createWebhook, type WebhookTarget } from './webhook.js';
