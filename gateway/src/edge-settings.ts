import { choiceSetting, flagSetting, numberSetting, optional, secretSetting, textSetting, textsSetting } from '@daqidi/runtime';

/** What whoever faces clients can be told, in whichever form it runs. */
export const edgeSettings = {
  inFlight: numberSetting({
    env: 'DAQIDI_IN_FLIGHT',
    meaning: 'Operations at once, those that wait for their turn included; more are UNAVAILABLE straight away.',
    unit: 'operations',
    fallback: 512,
    min: 1,
    max: 100_000,
  }),
  eventLoopDelay: numberSetting({
    env: 'DAQIDI_EVENT_LOOP_DELAY',
    meaning: 'How far the process may be behind while many operations are at work; what comes new then waits for its turn.',
    unit: 'milliseconds',
    fallback: 100,
    min: 20,
    max: 10_000,
  }),
  queueTime: numberSetting({
    env: 'DAQIDI_QUEUE_TIME',
    meaning:
      'How long an operation may wait for its turn; where the first has waited half of that, what comes new is UNAVAILABLE straight away.',
    unit: 'milliseconds',
    fallback: 150,
    min: 0,
    max: 10_000,
  }),
  ratePerSecond: numberSetting({
    env: 'DAQIDI_RATE',
    meaning: 'Operations a second that a person (or, not signed in, an address) may keep up; more are RATE_LIMITED.',
    unit: 'operations a second',
    fallback: 50,
    min: 1,
    max: 1_000_000,
  }),
  burst: numberSetting({
    env: 'DAQIDI_BURST',
    meaning: 'Operations that a person may send at once after a rest.',
    unit: 'operations',
    fallback: 200,
    min: 1,
    max: 1_000_000,
  }),
  machineFactor: numberSetting({
    env: 'DAQIDI_MACHINE_FACTOR',
    meaning: 'How many times a person’s rate and burst a machine client has.',
    unit: 'times',
    fallback: 20,
    min: 1,
    max: 10_000,
  }),
  addressFactor: numberSetting({
    env: 'DAQIDI_ADDRESS_FACTOR',
    meaning: 'How many times a person’s rate and burst one address has, whoever asks from there: an office shares one.',
    unit: 'times',
    fallback: 20,
    min: 1,
    max: 10_000,
  }),
  updateStreams: numberSetting({
    env: 'DAQIDI_UPDATE_STREAMS',
    meaning: 'Open pages that are told at once of what changed (`/updates`); more are UNAVAILABLE, and ask again later.',
    unit: 'streams',
    fallback: 1_000,
    min: 1,
    max: 100_000,
  }),
  bodyBytes: numberSetting({
    env: 'DAQIDI_BODY_BYTES',
    meaning: 'The largest body of a request.',
    unit: 'bytes',
    fallback: 131_072,
    min: 1_024,
    max: 16_777_216,
  }),
  introspection: optional(
    flagSetting({
      env: 'DAQIDI_INTROSPECTION',
      meaning: 'Whether clients may ask for the schema. Only where tokens come from a development issuer, unless given.',
    }),
  ),
  operations: choiceSetting<'any' | 'listed'>(['any', 'listed'], {
    env: 'DAQIDI_OPERATIONS',
    meaning: '`listed` serves the operations of schemas/operations and of DAQIDI_OPERATIONS_FOLDER only, by text or by hash.',
    fallback: 'any',
  }),
  operationsFolder: optional(
    textSetting({
      env: 'DAQIDI_OPERATIONS_FOLDER',
      meaning: 'A folder of .graphql files, one operation each with its fragments, that are listed beside our own.',
    }),
  ),
  origins: textsSetting({
    env: 'DAQIDI_CORS_ORIGINS',
    meaning: 'Origins whose pages may ask from a browser, separated by commas (`null` for a page opened from a file).',
    fallback: [],
  }),
  trustedProxies: textsSetting({
    env: 'DAQIDI_TRUSTED_PROXIES',
    meaning: 'Addresses or networks of proxies in front, separated by commas: they are believed about where a request came from.',
    fallback: [],
  }),
  metricsToken: optional(
    secretSetting({
      env: 'DAQIDI_METRICS_TOKEN',
      meaning: 'Whoever shows it as a bearer may read /metrics; without it /metrics is not there.',
    }),
  ),
};
