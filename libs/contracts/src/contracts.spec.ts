import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { EventType } from '@concord/event-sourcing';
import * as contracts from './index';

const catalogues = Object.entries(contracts).flatMap(([name, value]) => (name.endsWith('Events') ? [value] : []));
const published = catalogues.flatMap((catalogue) => Object.values(catalogue) as EventType[]);
const samples = globSync('*.json', { cwd: path.join(__dirname, '..', 'samples') });

describe('contracts', () => {
  it('have names that are unique in the whole system', () => {
    const names = published.map(({ type }) => type);
    expect(names.filter((name, n) => names.indexOf(name) !== n)).toEqual([]);
  });

  it('read every version that was ever published', () => {
    expect(samples.length).toBeGreaterThanOrEqual(published.length);
    for (const file of samples) {
      const [, name, version] = /^(\w+)\.v(\d+)\.json$/.exec(file)!;
      const eventType = published.find(({ type }) => type === name)!;
      const sample: unknown = JSON.parse(readFileSync(path.join(__dirname, '..', 'samples', file), 'utf8'));
      expect({ file, problems: eventType.problems(eventType.lift(sample, Number(version))) }).toEqual({
        file,
        problems: [],
      });
    }
  });

  it('refuse a value that is not among those of the contract', () => {
    expect(contracts.OrderRejected.problems({ orderId: 'o', reason: 'mood', detail: '', short: [] })).not.toEqual([]);
    expect(contracts.OrderRejected.problems({ orderId: 'o', reason: 'stock', detail: '', short: [] })).toEqual([]);
  });

  it('accept fields that they do not know', () => {
    expect(
      contracts.ReturnRejected.problems({ returnId: 'r', orderId: 'o', reason: 'x', detail: 'y', later: 1 }),
    ).toEqual([]);
  });
});
