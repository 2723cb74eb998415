import { districtSetting } from '@daqidi/assignment';
import { scannerSetting } from '@daqidi/files';
import { edgeSettings, providerSettings } from '@daqidi/gateway';
import {
  choiceSetting,
  defineConfig,
  type LogLevel,
  numberSetting,
  portSetting,
  textSetting,
  tokenSettings,
} from '@daqidi/runtime';
import { noticeSettings } from '@daqidi/webhooks';

/** Everything that can be set for the one-process form. */
export const standaloneConfig = defineConfig({
  data: textSetting({ env: 'DAQIDI_DATA', meaning: 'Where everything is kept. One process at a time.', fallback: '.data' }),
  district: districtSetting,
  host: textSetting({ env: 'DAQIDI_HOST', meaning: 'The address to listen on.', fallback: '127.0.0.1' }),
  port: portSetting({ env: 'DAQIDI_PORT', meaning: 'The port to listen on; 0 takes any free one.', fallback: 4000 }),
  logLevel: choiceSetting<LogLevel>(['debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
    env: 'DAQIDI_LOG_LEVEL',
    meaning: 'The least important log lines that are written.',
    fallback: 'warn',
  }),
  ...edgeSettings,
  ...tokenSettings,
  ...providerSettings,
  ...noticeSettings,
  scanner: scannerSetting,
  stopFuse: numberSetting({
    env: 'DAQIDI_STOP_FUSE',
    meaning: 'How long a stop may take before the process gives up.',
    unit: 'milliseconds',
    fallback: 15_000,
    min: 1_000,
    max: 600_000,
  }),
});
