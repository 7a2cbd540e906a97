// kafkajs keeps a connection whose requests are not answered, and sends the next requests over it as well. Where a
// network has dropped the connection silently, a client waits for ever, one timeout after the other, and its consumer
// and its watchdog with it. Here a connection with one unanswered request is closed, so that the next request opens a
// new one.
const Connection = require('kafkajs/src/network/connection');

interface LostConnection {
  readonly socket?: { destroy(): void };
  rejectRequests(error: Error): void;
  disconnect(): Promise<unknown>;
}

const { send, rejectRequests } = Connection.prototype;

if (typeof send !== 'function' || typeof rejectRequests !== 'function')
  throw new Error('kafkajs has changed: its connections no longer send. Check whether it still keeps dead ones.');

Connection.prototype.send = async function (this: LostConnection, asked: unknown): Promise<unknown> {
  try {
    return await Reflect.apply(send, this, [asked]);
  } catch (error) {
    if ((error as Error).name === 'KafkaJSRequestTimeoutError') {
      this.rejectRequests(error as Error);
      await this.disconnect();
      this.socket?.destroy();
    }
    throw error;
  }
};
