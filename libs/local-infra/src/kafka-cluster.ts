import path from 'node:path';
import { DataFolder } from './data-folder';
import { KafkaProcess, KafkaRecipe, newClusterId } from './kafka-process';
import type { KafkaNode } from './kafka-properties';
import { freePort } from './ports';
import type { KafkaServer, Progress } from './server';
import { privateFolder } from './private-folder';

/** Options of `startKafkaCluster`. */
export interface KafkaClusterOptions {
  /** Folder for data and logs; each node makes a folder of its own in it. */
  readonly dataFolder: string;
  readonly nodes: number;
  /** The ports that clients are sent to, a node each, where proxies stand in between. */
  readonly advertisedPorts?: readonly number[];
  readonly onProgress?: Progress;
}

/** Several nodes that copy from each other: with three, each may be lost without losing what was acknowledged. */
export interface KafkaCluster {
  readonly nodes: readonly KafkaServer[];
  /** Bootstrap addresses of all nodes, as clients are to use them. */
  readonly brokers: readonly string[];
  stop(): Promise<void>;
}

/**
 * A new cluster of KRaft nodes as processes on this machine, each broker and controller in one.
 *
 * @throws {InfraProblem} One sentence with the remedy.
 */
export async function startKafkaCluster(options: KafkaClusterOptions): Promise<KafkaCluster> {
  const { dataFolder, advertisedPorts = [], onProgress = () => undefined } = options;
  const nodes: KafkaNode[] = [];
  const folders: string[] = [];
  const taken = new Set<number>();
  for (let id = 1; id <= options.nodes; id++) {
    const folder = path.resolve(dataFolder, `kafka-${id}`);
    privateFolder(folder);
    const client = await anotherPort(taken);
    const controller = await anotherPort(taken);
    // Every node must know the ports of all before the first one starts: it finds its own here.
    const place = new DataFolder(folder, 'Kafka');
    place.rememberPorts({ client, controller });
    folders.push(folder);
    nodes.push({
      id,
      clientPort: client,
      controllerPort: controller,
      dataFolder: place.file('data'),
      advertisedPort: advertisedPorts[id - 1],
    });
  }
  const cluster = { id: newClusterId(), nodes };
  const servers = nodes.map(({ id, advertisedPort }, n) => {
    const setting = { advertisedPort, cluster: { ...cluster, node: id } };
    return new KafkaProcess(new KafkaRecipe(folders[n]!, 'quick-start', onProgress, setting), undefined, onProgress);
  });
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.stop()));
  };
  // None is ready before most of them are there.
  const started = await Promise.allSettled(servers.map((server) => server.start()));
  const failed = started.find((result) => result.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const brokers = nodes.map(({ clientPort, advertisedPort }) => `127.0.0.1:${advertisedPort ?? clientPort}`);
  return { nodes: servers, brokers, stop };
}

async function anotherPort(taken: Set<number>): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (!taken.has(port)) return (taken.add(port), port);
  }
}
