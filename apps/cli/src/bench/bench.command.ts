import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { table, type Figure } from './figure';
import { chosen, measure, NAMES } from './measure';

const QUICK = 0.15;

interface Flags {
  readonly json?: string;
  readonly quick?: boolean;
}

export function benchCommand(program: Command): void {
  program
    .command('bench')
    .argument('[names...]', 'such as relay or orders.8; `orders` selects all that begin so; everything if left out')
    .description('Measures how fast the parts and the whole are, each beside what the machine does without them.')
    .option('--json <file>', 'write the figures to a file')
    .option('--quick', 'a seventh of the time: shows that it works, not how fast it is')
    .addHelpText('after', `\nThe benchmarks: ${NAMES.join(', ')}.`)
    .action(bench);
}

async function bench(names: readonly string[], { json, quick }: Flags): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  // Figures stay also where a later benchmark fails.
  const write = (figures: readonly Figure[]) => {
    if (json) writeFileSync(json, `${JSON.stringify(figures, null, 1)}\n`);
  };
  const figures = await measure(chosen(names), quick ? QUICK : 1, say, write);
  console.log(`\n${table(figures)}`);
}
