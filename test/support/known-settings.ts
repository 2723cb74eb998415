// Which settings each kind of process knows. The one place in which this is written down beside the processes' own definitions.
const listening = [
  'DAQIDI_HOST',
  'DAQIDI_PORT',
  'DAQIDI_LOG_LEVEL',
  'DAQIDI_STOP_FUSE',
  'DAQIDI_TLS_CERT_FILE',
  'DAQIDI_TLS_KEY_FILE',
  'DAQIDI_TLS_CLIENT_CA_FILE',
];

const servers = [
  'KAFKA_BROKERS',
  'DAQIDI_KAFKA_TLS',
  'DAQIDI_KAFKA_CA_FILE',
  'DAQIDI_KAFKA_CERT_FILE',
  'DAQIDI_KAFKA_KEY_FILE',
  'DAQIDI_KAFKA_SASL',
  'DAQIDI_KAFKA_USER',
  'DAQIDI_KAFKA_PASSWORD',
  'DAQIDI_KAFKA_PARTITIONS',
  'MONGODB_URI',
  'DAQIDI_MONGODB_DATABASE_PREFIX',
  'DAQIDI_MONGODB_USER',
  'DAQIDI_MONGODB_PASSWORD',
  'DAQIDI_MONGODB_CA_FILE',
  'DAQIDI_MONGODB_CERT_KEY_FILE',
  'DAQIDI_MONGODB_POOL',
  'DAQIDI_MONGODB_TIMEOUT',
];

const subgraphs = ['INTAKE', 'TRIAGE', 'ASSIGNMENT', 'SUPERVISION', 'SCORING'].map((name) => `DAQIDI_${name}_URL`);

export const serviceSettingNames: readonly string[] = [
  ...listening,
  ...servers,
  'DAQIDI_MASTER_KEY',
  'DAQIDI_LOOKUP_SECRET',
  'DAQIDI_CONTEXT_PUBLIC_KEYS',
];

export const gatewaySettingNames: readonly string[] = [
  ...listening,
  ...subgraphs,
  'DAQIDI_CONTEXT_PRIVATE_KEY',
  'DAQIDI_SUBGRAPH_CA_FILE',
  'DAQIDI_SUBGRAPH_CERT_FILE',
  'DAQIDI_SUBGRAPH_KEY_FILE',
  'DAQIDI_DEADLINE',
  'DAQIDI_SUPERGRAPH',
  'DAQIDI_JWKS_URL',
  'DAQIDI_TOKEN_ISSUER',
  'DAQIDI_TOKEN_AUDIENCE',
  'DAQIDI_DEVELOPMENT_ISSUER',
  'DAQIDI_INTROSPECTION',
];

export const opsSettingNames: readonly string[] = [
  ...servers,
  'DAQIDI_KAFKA_REPLICATION',
  'DAQIDI_LOG_LEVEL',
  'DAQIDI_OPS_PATIENCE',
];
