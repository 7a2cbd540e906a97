/**
 * A problem of this machine that keeps a server from running. The message is one sentence with the remedy: print it
 * without a stack trace, which would not help the reader.
 */
export class InfraProblem extends Error {
  override readonly name = 'InfraProblem';
}

const KNOWN_CAUSES: readonly (readonly [RegExp, string])[] = [
  [/No space left on device/i, 'the disk is full: free some space and start again'],
  [
    /address already in use|Address already in use/i,
    'its port is taken: stop what listens there or choose another port',
  ],
  [
    /could not (create|map) .*shared memory|Cannot allocate memory/i,
    'the machine is out of memory: close something and start again',
  ],
  [
    /There is insufficient memory for the Java Runtime|OutOfMemoryError/,
    'Java got too little memory: close something and start again',
  ],
  [/Permission denied/i, 'it may not read or write its folder: check who owns it'],
];

/**
 * The cause that a server's last lines of output point to, as the end of a sentence; `undefined` when it is unknown.
 */
export function causeIn(lastWords: string): string | undefined {
  return KNOWN_CAUSES.find(([pattern]) => pattern.test(lastWords))?.[1];
}
