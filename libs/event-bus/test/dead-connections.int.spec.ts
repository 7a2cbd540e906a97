import '../src/dead-connections';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { eventually } from '@concord/testing';
import { Kafka, logLevel } from 'kafkajs';

describe('a connection that answers nothing', () => {
  it('is closed, and the next request opens a new one', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => {
      sockets.push(socket);
      socket.on('data', () => undefined).on('error', () => undefined);
    });
    await new Promise<void>((resolve) => void silent.listen(0, '127.0.0.1', resolve));
    const kafka = new Kafka({
      brokers: [`127.0.0.1:${(silent.address() as AddressInfo).port}`],
      requestTimeout: 200,
      retry: { initialRetryTime: 50, maxRetryTime: 50, retries: 5 },
      logLevel: logLevel.NOTHING,
    });
    const admin = kafka.admin();
    await expect(admin.connect().then(() => admin.listTopics())).rejects.toMatchObject({
      name: expect.stringMatching(/^KafkaJS/),
    });
    expect(sockets.length).toBeGreaterThan(1);
    await eventually(() => expect(sockets[0]!.destroyed).toBe(true));
    await admin.disconnect().catch(() => undefined);
    for (const socket of sockets) socket.destroy();
    silent.close();
  }, 20_000);
});
