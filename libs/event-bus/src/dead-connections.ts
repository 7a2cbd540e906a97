// kafkajs keeps a connection whose requests are not answered and sends the next ones over it as well: where a network has
// forgotten the connection without a word to either end, a client waits for ever, one time-out after the other, its
// consumer and its watchdog alike. Here a connection that leaves one request without an answer is given up, so that the
// next request makes a new one.
const Connection = require('kafkajs/src/network/connection');

interface LostConnection {
  readonly socket?: { destroy(): void };
  rejectRequests(error: Error): void;
  disconnect(): Promise<unknown>;
}

const { send, rejectRequests } = Connection.prototype;

if (typeof send !== 'function' || typeof rejectRequests !== 'function')
  throw new Error('kafkajs has changed: its connections no longer send. Look whether dead ones are still kept.');

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
