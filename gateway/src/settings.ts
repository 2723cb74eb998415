import { fileSettings } from '@daqidi/files';
import {
  numberSetting,
  optional,
  processSettings,
  secretSetting,
  textSetting,
  tokenSettings,
  urlsSetting,
} from '@daqidi/runtime';
import { edgeSettings } from './edge-settings.js';
import { providerSettings } from './provider-settings.js';

const subgraphUrls = (name: string, port: number) =>
  urlsSetting({
    env: `DAQIDI_${name.toUpperCase()}_URL`,
    meaning: `Where the instances of ${name} answer, separated by commas.`,
    fallback: [`http://127.0.0.1:${port}`],
  });

/** Everything that can be set for the gateway in a process of its own. */
export const gatewaySettings = {
  ...processSettings(4000),
  ...edgeSettings,
  ...tokenSettings,
  intake: subgraphUrls('intake', 4001),
  triage: subgraphUrls('triage', 4002),
  assignment: subgraphUrls('assignment', 4003),
  supervision: subgraphUrls('supervision', 4004),
  scoring: subgraphUrls('scoring', 4005),
  connections: numberSetting({
    env: 'DAQIDI_SUBGRAPH_CONNECTIONS',
    meaning: 'Connections kept to each instance of a subgraph.',
    unit: 'connections',
    fallback: 32,
    min: 1,
    max: 4_096,
  }),
  deadline: numberSetting({
    env: 'DAQIDI_DEADLINE',
    meaning: 'How long a client’s operation may take over all subgraphs; then it is UNAVAILABLE.',
    unit: 'milliseconds',
    fallback: 10_000,
    min: 100,
    max: 120_000,
  }),
  subgraphCa: optional(
    textSetting({ env: 'DAQIDI_SUBGRAPH_CA_FILE', meaning: 'Authorities (PEM) of the subgraphs; the system’s unless given.' }),
  ),
  subgraphCert: optional(
    textSetting({ env: 'DAQIDI_SUBGRAPH_CERT_FILE', meaning: 'Client certificate (PEM) for the subgraphs: mutual TLS.' }),
  ),
  subgraphKey: optional(textSetting({ env: 'DAQIDI_SUBGRAPH_KEY_FILE', meaning: 'Private key (PEM) of that certificate.' })),
  contextKey: secretSetting({
    env: 'DAQIDI_CONTEXT_PRIVATE_KEY',
    meaning: 'Ed25519 key (PKCS #8, base64url) that signs for the subgraphs who asks. SIGHUP reads it anew.',
  }),
  supergraph: optional(
    textSetting({
      env: 'DAQIDI_SUPERGRAPH',
      meaning: 'A supergraph file in the place of the one that comes with the gateway. SIGHUP reads it anew.',
    }),
  ),
  ...fileSettings,
  ...providerSettings,
  developmentIssuer: optional(
    textSetting({
      env: 'DAQIDI_DEVELOPMENT_ISSUER',
      meaning: 'A directory with a development issuer’s key, in the place of an identity provider. Never for a real office.',
    }),
  ),
};
