import type { ConfigValues } from './config.js';
import type { LogLevel } from './log.js';
import { choiceSetting, numberSetting, optional, portSetting, textSetting } from './settings.js';

/** What every process of the distributed form can be told. */
export const processSettings = (port: number) => ({
  host: textSetting({ env: 'DAQIDI_HOST', meaning: 'The address to listen on.', fallback: '127.0.0.1' }),
  port: portSetting({ env: 'DAQIDI_PORT', meaning: 'The port to listen on; 0 takes any free one.', fallback: port }),
  tlsCert: optional(
    textSetting({ env: 'DAQIDI_TLS_CERT_FILE', meaning: 'Certificate chain (PEM) to listen with; with it, HTTPS is spoken.' }),
  ),
  tlsKey: optional(textSetting({ env: 'DAQIDI_TLS_KEY_FILE', meaning: 'Private key (PEM) of that certificate.' })),
  tlsClientCa: optional(
    textSetting({
      env: 'DAQIDI_TLS_CLIENT_CA_FILE',
      meaning: 'Authorities (PEM) whose client certificates are let in; with it, nobody else is.',
    }),
  ),
  logLevel: choiceSetting<LogLevel>(['debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
    env: 'DAQIDI_LOG_LEVEL',
    meaning: 'The least important log lines that are written.',
    fallback: 'info',
  }),
  stopFuse: numberSetting({
    env: 'DAQIDI_STOP_FUSE',
    meaning: 'How long a stop may take before the process gives up.',
    unit: 'milliseconds',
    fallback: 30_000,
    min: 1_000,
    max: 600_000,
  }),
});

/** A day, in seconds. */
export const longestTokenLife = 86_400;

/** What whoever verifies the tokens of users can be told about them. */
export const tokenSettings = {
  longestTokenLife: numberSetting({
    env: 'DAQIDI_TOKEN_LIFE',
    meaning: 'The longest that a token may be made out for (`exp` less `iat`); a longer one is UNAUTHENTICATED.',
    unit: 'seconds',
    fallback: longestTokenLife,
    min: 60,
    max: 31_536_000,
  }),
};

export type ProcessValues = ConfigValues<ReturnType<typeof processSettings>>;
