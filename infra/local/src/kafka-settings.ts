export interface KafkaSettings {
  readonly data: string;
  readonly port: number;
  readonly controllerPort: number;
  /** Added, or put in the place of these. */
  readonly properties: Readonly<Record<string, string>>;
}

const one = [
  'offsets.topic.replication.factor',
  'offsets.topic.num.partitions',
  'transaction.state.log.replication.factor',
  'transaction.state.log.min.isr',
  'transaction.state.log.num.partitions',
  'share.coordinator.state.topic.replication.factor',
  'share.coordinator.state.topic.min.isr',
  'share.coordinator.state.topic.num.partitions',
  'default.replication.factor',
  'min.insync.replicas',
];

/** One node that is broker and controller, quick to start, to rebalance and to come back after it was killed. */
export const serverProperties = ({ data, port, controllerPort, properties }: KafkaSettings): string =>
  Object.entries({
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': data,
    'auto.create.topics.enable': 'false',
    ...Object.fromEntries(one.map((name) => [name, '1'])),
    'group.initial.rebalance.delay.ms': '0',
    'group.min.session.timeout.ms': '1000',
    'log.cleaner.dedupe.buffer.size': '16777216',
    'broker.session.timeout.ms': '1500',
    'broker.heartbeat.interval.ms': '300',
    ...properties,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

/** Warnings, and the one line that says that the broker serves. */
export const logProperties = `status=error
appender.out.type=Console
appender.out.name=out
appender.out.layout.type=PatternLayout
appender.out.layout.pattern=%d %p %c - %m%n
rootLogger.level=warn
rootLogger.appenderRef.out.ref=out
logger.started.name=kafka.server.KafkaRaftServer
logger.started.level=info
`;
