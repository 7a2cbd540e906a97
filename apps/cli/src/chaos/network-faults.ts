import { setTimeout as pause } from 'node:timers/promises';
import type { Fault, Scene } from './faults';
import { until } from './rig';
import type { TcpProxy, Wanted } from './tcp-proxy';

const LASTS_MS = 10_000;
const DELAY_MS = 120;
const REPLIES = 6;
const LOST_WITHIN_MS = 20_000;
const PRODUCE = 0;

type Which = 'postgres' | 'kafka';

/** On a connection of the append path: a commit succeeds, and its answer is lost. */
const isCommit: Wanted = (_request, hello) => hello.includes('-append');
/** A batch is written, and its sender gets no answer. The request's kind stands behind its length. */
const isProduce: Wanted = (request) => request.length >= 6 && request.readInt16BE(4) === PRODUCE;

const proxiesOf = ({ rig }: Scene, which: Which): readonly TcpProxy[] =>
  which === 'postgres' ? [rig.postgresProxy] : rig.brokerProxies;

/** Every connection breaks at once. */
async function cut(scene: Scene, which: Which): Promise<void> {
  const at = performance.now();
  const broken = proxiesOf(scene, which).reduce((sum, proxy) => sum + proxy.cut(), 0);
  scene.rig.say(`${broken} connections to ${which} are cut`);
  await scene.recovery.flowing(`${which} connections cut`, at);
}

/** Every open connection is dead, and neither end knows it. */
async function forget(scene: Scene, which: Which): Promise<void> {
  const at = performance.now();
  for (const proxy of proxiesOf(scene, which)) proxy.forget();
  scene.rig.say(`the connections to ${which} are dead, and neither end knows`);
  await scene.recovery.flowing(`${which} half-open`, at);
}

/** Everything takes its time. */
async function delay(scene: Scene, which: Which): Promise<void> {
  await during(scene, which, `${which} is slow`, (proxy) => (proxy.delayMs = DELAY_MS));
}

/** Connections stay open and nothing comes through. */
async function swallow(scene: Scene, which: Which): Promise<void> {
  await during(scene, which, `the network to ${which} drops everything`, (proxy) => (proxy.mode = 'swallow'));
}

/** Nobody gets in. */
async function refuse(scene: Scene, which: Which): Promise<void> {
  await during(scene, which, `${which} cannot be reached`, (proxy) => {
    proxy.mode = 'refuse';
    proxy.cut();
  });
}

/** The work is done and its answer is lost. */
async function loseReplies(scene: Scene, which: Which): Promise<void> {
  const proxies = proxiesOf(scene, which);
  scene.rig.say(`${REPLIES} replies of ${which} are lost`);
  for (const proxy of proxies)
    proxy.loseReplies(Math.ceil(REPLIES / proxies.length), which === 'postgres' ? isCommit : isProduce);
  const deadline = performance.now() + LOST_WITHIN_MS;
  await until(LOST_WITHIN_MS + 1_000, 'replies', () => {
    return proxies.every((proxy) => proxy.toLose === 0) || performance.now() > deadline || !scene.isLoaded();
  });
  for (const proxy of proxies) proxy.calm();
  await scene.recovery.flowing(`${which} replies lost`, performance.now());
}

async function during(scene: Scene, which: Which, what: string, begin: (proxy: TcpProxy) => void) {
  scene.rig.say(what);
  const proxies = proxiesOf(scene, which);
  try {
    for (const proxy of proxies) begin(proxy);
    await pause(LASTS_MS);
  } finally {
    for (const proxy of proxies) proxy.calm();
  }
  await scene.recovery.flowing(`${which} network back`, performance.now());
}

export const networkFaults: readonly Fault[] = (['postgres', 'kafka'] as const).flatMap((which) => [
  { name: `${which}-cut`, strike: (scene: Scene) => cut(scene, which) },
  { name: `${which}-half-open`, strike: (scene: Scene) => forget(scene, which) },
  { name: `${which}-slow`, strike: (scene: Scene) => delay(scene, which) },
  { name: `${which}-swallowed`, strike: (scene: Scene) => swallow(scene, which) },
  { name: `${which}-refused`, strike: (scene: Scene) => refuse(scene, which) },
  { name: `${which}-replies-lost`, strike: (scene: Scene) => loseReplies(scene, which) },
]);
