import { connect } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';

// The one request that every broker of every version answers, in its oldest form: key 18 (ApiVersions), version 0,
// correlation 1, no client id. A whole client would do the same with more sockets and timers, and is none of our
// business here: kafkajs belongs to the event bus alone.
const REQUEST = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff]);
const ERROR_CODE_AT = 8;

/**
 * Whether one of the brokers answers requests now. A broker opens its port and answers only after it has joined its
 * cluster and knows the topics. It answers before anybody logs in.
 */
export async function brokersAnswer(brokers: readonly string[], tls?: ConnectionOptions): Promise<boolean> {
  return Promise.any(brokers.map((broker) => answersRequest(broker, tls))).catch(() => false);
}

function answersRequest(broker: string, tls: ConnectionOptions | undefined): Promise<boolean> {
  const colon = broker.lastIndexOf(':');
  const address = { host: broker.slice(0, colon), port: Number(broker.slice(colon + 1)), timeout: 2_000 };
  return new Promise((resolve, reject) => {
    const socket = tls ? connectTls({ ...address, ...tls }) : connect(address);
    const fail = (): void => {
      socket.destroy();
      reject(new Error(`${broker} does not answer`));
    };
    let answer = Buffer.alloc(0);
    socket.once(tls ? 'secureConnect' : 'connect', () => socket.write(REQUEST));
    socket.on('data', (part) => {
      answer = Buffer.concat([answer, part]);
      if (answer.length < ERROR_CODE_AT + 2) return;
      socket.destroy();
      if (answer.readInt16BE(ERROR_CODE_AT) === 0) resolve(true);
      else fail();
    });
    socket.once('error', fail);
    socket.once('timeout', fail);
    socket.once('close', fail);
  });
}
