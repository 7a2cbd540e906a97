import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lookup } from './lookup';

describe('looking up a key from outside', () => {
  it('finds the own entries, and no member that every object has', () => {
    expect(lookup({ red: 1 }, 'red')).toBe(1);
    for (const word of ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'blue'])
      expect(lookup({ red: 1 }, word)).toBeUndefined();
    expect(lookup(JSON.parse('{"__proto__": 2}') as Record<string, number>, '__proto__')).toBe(2);
  });

  it('is how every service reads a record: none is indexed by a variable', () => {
    const apps = path.join(__dirname, '..', '..', '..', 'apps');
    const sources = globSync('*/src/**/*.ts', { cwd: apps })
      .filter((file) => !/(\.spec|-in-specs)\.ts$/.test(file) && !file.startsWith('cli'))
      .map((file) => ({ file, text: readFileSync(path.join(apps, file), 'utf8') }));
    const found = (pattern: RegExp) =>
      sources.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, name]) => name!));
    const aliases = ['(?:Readonly<)?Record<\\s*string,', ...found(/type (\w+) = (?:Readonly<)?Record<string,/g)];
    const records = new Set(aliases.flatMap((alias) => found(new RegExp(`\\b(\\w+)\\??: ${alias}`, 'g'))));
    const indexed = new RegExp(`\\b(?:${[...records].join('|')})\\[(?!index\\])[a-z][\\w$.]*\\](?!\\s*=[^=>])`, 'g');
    const findings = sources.flatMap(({ file, text }) =>
      [...text.matchAll(indexed)].map(
        ([place]) => `${file}: ${place} finds "constructor" too. Use lookup(record, key).`,
      ),
    );
    expect(records.size).toBeGreaterThan(10);
    expect(findings).toEqual([]);
  });
});
