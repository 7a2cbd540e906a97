/** Where one node of the cluster listens and keeps its data. */
export interface KafkaNode {
  readonly id: number;
  readonly clientPort: number;
  readonly controllerPort: number;
  readonly dataFolder: string;
  /**
   * Advertised to clients instead of the port where it listens: that of a proxy. Nodes also copy from each other
   * through it, so cutting a node's proxy cuts it off from the others too.
   */
  readonly advertisedPort?: number | undefined;
}

/**
 * The server.properties of one node. The voters are listed rather than stored at format: a node that comes back on
 * another controller port still finds itself, and more nodes are a longer list.
 */
export function kafkaProperties(node: KafkaNode, cluster: readonly KafkaNode[], secured?: SecuredListeners): string {
  const copies = Math.min(3, cluster.length);
  const inSync = Math.max(1, copies - 1);
  const more = secured ? `,SCRAM://127.0.0.1:${secured.scramPort},MUTUAL://127.0.0.1:${secured.mutualPort}` : '';
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': node.id,
    'controller.quorum.voters': cluster.map(({ id, controllerPort }) => `${id}@127.0.0.1:${controllerPort}`).join(','),
    listeners: `PLAINTEXT://127.0.0.1:${node.clientPort},CONTROLLER://127.0.0.1:${node.controllerPort}${more}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${node.advertisedPort ?? node.clientPort}${more}`,
    'log.dirs': node.dataFolder.replaceAll('\\', '/'),
    ...sharedKafkaProperties(copies, inSync),
    ...(secured && securedProperties(secured)),
    ...(cluster.length > 1 && QUORUM),
  })
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

/** Where a node listens with TLS, and the files that it shows and trusts. */
export interface SecuredListeners {
  readonly scramPort: number;
  readonly mutualPort: number;
  readonly keyStore: string;
  readonly trustStore: string;
}

/** One listener takes whoever logs in by SCRAM, the other whoever shows a certificate. */
function securedProperties({ keyStore, trustStore }: SecuredListeners): Record<string, string> {
  const login = 'org.apache.kafka.common.security.scram.ScramLoginModule required;';
  return {
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SCRAM:SASL_SSL,MUTUAL:SSL',
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': keyStore.replaceAll('\\', '/'),
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': trustStore.replaceAll('\\', '/'),
    'listener.name.mutual.ssl.client.auth': 'required',
    'listener.name.scram.sasl.enabled.mechanisms': 'SCRAM-SHA-256,SCRAM-SHA-512',
    'listener.name.scram.scram-sha-256.sasl.jaas.config': login,
    'listener.name.scram.scram-sha-512.sasl.jaas.config': login,
  };
}

/** Nodes of one small machine must not take each other for dead as fast as a node on its own may. */
const QUORUM = {
  'broker.session.timeout.ms': 2000,
  'broker.heartbeat.interval.ms': 300,
  'controller.quorum.election.timeout.ms': 500,
  'controller.quorum.election.backoff.max.ms': 200,
  'controller.quorum.fetch.timeout.ms': 1000,
  'controller.quorum.request.timeout.ms': 1000,
  'replica.lag.time.max.ms': 3000,
  // A leader without enough copies accepts no writes, and a node that lost messages is never elected again by itself.
  'unclean.leader.election.enable': false,
};

/** A cluster id from 16 bytes. A dash at its beginning would be taken for an option by the tool that formats the data. */
export function clusterIdOf(bytes: Buffer): string {
  const [first = 0, ...rest] = bytes.subarray(0, 16);
  return Buffer.from([first & 0x7f, ...rest]).toString('base64url');
}

/** The settings of every node, process or container. */
export function sharedKafkaProperties(copies: number, inSync: number): Record<string, string | number | boolean> {
  return {
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    // A mistyped topic name must be an error, not a new topic.
    'auto.create.topics.enable': false,
    'default.replication.factor': copies,
    'min.insync.replicas': inSync,
    'offsets.topic.num.partitions': 4,
    'offsets.topic.replication.factor': copies,
    'transaction.state.log.num.partitions': 2,
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': inSync,
    'share.coordinator.state.topic.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': copies,
    'share.coordinator.state.topic.min.isr': inSync,
    // With the default of 3 s the first member of every group waits that long for others.
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 500,
    // Back 3 s after kill -9 instead of 13 to 16: the broker's own old registration must expire first.
    'broker.session.timeout.ms': 1000,
    'broker.heartbeat.interval.ms': 200,
    'controller.quorum.election.timeout.ms': 300,
    'controller.quorum.election.backoff.max.ms': 100,
    'controller.quorum.fetch.timeout.ms': 500,
    // One small machine: fewer threads and a smaller cleaner than a data centre's broker.
    'log.cleaner.dedupe.buffer.size': 4_194_304,
    'log.cleaner.threads': 1,
    'num.network.threads': 2,
    'num.io.threads': 4,
    'background.threads': 2,
  };
}
