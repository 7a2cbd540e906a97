import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../workspace';
import { PLANTED_BUGS } from './planted-bugs';

/** A bug is put into the code by its text: who changes that text changes the bug with it. */
describe('planted bugs', () => {
  it.each(PLANTED_BUGS)('$name: has one place in $file', ({ file, from }) => {
    const places = readFileSync(path.join(ROOT, file), 'utf8').split(from).length - 1;
    expect(places).toBe(1);
  });
});
