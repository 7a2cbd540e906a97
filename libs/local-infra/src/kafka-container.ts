import { createHash } from 'node:crypto';
import type { GenericContainer } from 'testcontainers';
import { ContainerServer, type ContainerRecipe } from './container-server';
import { DataFolder } from './data-folder';
import { kafkaVersion } from './kafka-jars';
import { clusterIdOf, sharedKafkaProperties } from './kafka-properties';
import { brokersAnswer } from './kafka-ready';
import type { KafkaServer } from './server';

const DATA = '/var/lib/kafka/data';

/** One KRaft node from Apache's own image, of the version that runs as a process. */
export class KafkaContainerRecipe implements ContainerRecipe {
  readonly name = 'Kafka';
  readonly image = `apache/kafka:${kafkaVersion()}`;
  readonly dataPath = DATA;
  readonly folder: DataFolder;

  constructor(folder: string) {
    this.folder = new DataFolder(folder, this.name);
  }

  configure(container: GenericContainer, where: { host: string; port: number; unique: string }): GenericContainer {
    const { host, port, unique } = where;
    // One KAFKA_ variable drops the image's whole default configuration, so all of it is given.
    const properties = {
      ...sharedKafkaProperties(1, 1),
      'process.roles': 'broker,controller',
      'node.id': 1,
      'controller.quorum.voters': '1@localhost:9093',
      // The same number inside and outside: then one listener serves the host's clients and the broker itself.
      listeners: `PLAINTEXT://0.0.0.0:${port},CONTROLLER://localhost:9093`,
      'advertised.listeners': `PLAINTEXT://${host}:${port}`,
      'log.dirs': DATA,
    };
    const variables = Object.entries(properties).map(([key, value]) => [variableOf(key), String(value)]);
    return container.withExposedPorts({ container: port, host: port }).withEnvironment({
      ...Object.fromEntries(variables),
      CLUSTER_ID: clusterId(unique),
      KAFKA_HEAP_OPTS: '-Xms256m -Xmx512m',
    });
  }

  isReady({ host, port }: { host: string; port: number }): Promise<boolean> {
    return brokersAnswer([`${host}:${port}`]);
  }
}

/** A Kafka run in a container from the recipe above. */
export class KafkaContainer extends ContainerServer implements KafkaServer {
  get brokers(): string[] {
    return [`${this.host}:${this.port}`];
  }
}

function variableOf(property: string): string {
  return `KAFKA_${property.toUpperCase().replaceAll('.', '_')}`;
}

/** Data that was kept belongs to a cluster id: the next container on it must come with the same one. */
function clusterId(unique: string): string {
  return clusterIdOf(createHash('sha256').update(unique).digest());
}
