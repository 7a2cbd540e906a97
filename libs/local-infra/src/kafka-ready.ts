import { connect } from 'node:net';

// The one request that every broker of every version answers, in its oldest form: key 18 (ApiVersions), version 0,
// correlation 1, no client id. A whole client would do the same with more sockets and timers, and is none of our
// business here: kafkajs belongs to the event bus alone.
const REQUEST = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff]);
const ERROR_CODE_AT = 8;

/**
 * Whether one of the brokers answers requests now. A broker opens its port and answers only after it has joined its
 * cluster and knows the topics.
 */
export async function brokersAnswer(brokers: readonly string[]): Promise<boolean> {
  return Promise.any(brokers.map(answersRequest)).catch(() => false);
}

function answersRequest(broker: string): Promise<boolean> {
  const colon = broker.lastIndexOf(':');
  return new Promise((resolve, reject) => {
    const socket = connect({ host: broker.slice(0, colon), port: Number(broker.slice(colon + 1)), timeout: 2_000 });
    const fail = (): void => {
      socket.destroy();
      reject(new Error(`${broker} does not answer`));
    };
    let answer = Buffer.alloc(0);
    socket.once('connect', () => socket.write(REQUEST));
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
