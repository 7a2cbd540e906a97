import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');
const built = (file: string) => JSON.stringify(path.join(ROOT, 'libs/service/dist/process', file));
/** What a program prints that runs in a process of its own, as services do. */
const printed = (program: string) => execFileSync(process.execPath, ['-e', program], { cwd: ROOT, encoding: 'utf8' });

beforeAll(() => {
  execFileSync(process.execPath, [path.join(ROOT, 'tools/build.mjs')], { stdio: 'ignore' });
}, 60_000);

it('the stack of an error names the lines of the sources', () => {
  const [message, first] = printed(`
    require(${built('source-stacks')}).showSourcesInStacks();
    const { Model } = require('@concord/event-sourcing');
    try { new Model({ name: 'x' }).decider('Nothing'); } catch (error) { console.log(error.stack); }
  `).split('\n');
  const file = path.join(ROOT, 'libs/event-sourcing/src/engine/model.ts');
  const [, line] = /model\.ts:(\d+):\d+\)$/.exec(first!) ?? [];
  expect(message).toBe('Error: x: no decider takes the command Nothing.');
  expect(first).toContain(file);
  expect(readFileSync(file, 'utf8').split('\n')[Number(line) - 1]).toContain('no decider takes the command');
});

it('a process at rest gives back what load made it take', () => {
  const [loaded, rested] = JSON.parse(
    printed(`
    require(${built('memory-at-rest')}).giveBackMemoryAtRest(100);
    let kept = Array.from({ length: 40_000 }, (_, n) => ({ text: 'order ' + n, lines: [n, n] }));
    const work = () => { kept = kept.map((each) => ({ ...each, lines: [...each.lines] })); };
    const until = Date.now() + 1_500;
    const load = setInterval(() => {
      for (let n = 0; n < 5; n++) work();
      if (Date.now() < until) return;
      clearInterval(load);
      const loaded = process.memoryUsage.rss();
      setTimeout(() => console.log(JSON.stringify([loaded, process.memoryUsage.rss()])), 1_500);
    }, 1);
  `),
  ) as [number, number];
  expect(rested).toBeLessThan(loaded - 24 * 1024 * 1024);
}, 20_000);
