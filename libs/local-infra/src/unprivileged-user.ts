import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { InfraProblem } from './infra-problem';

interface User {
  readonly uid: number;
  readonly gid: number;
}

/** How to run a program that refuses to run as root. */
export interface RunAs {
  readonly user: User | undefined;
  /** Who must own the data; `undefined` when that is the caller anyway. */
  readonly owner: User | undefined;
  /** The command line to spawn; `user` goes with it into the spawn options. */
  command(program: string, args: readonly string[]): { command: string; args: string[] };
}

const unchanged: RunAs['command'] = (command, args) => ({ command, args: [...args] });

/**
 * Postgres refuses to run as root, and containers and build machines often are root. There it runs as `nobody`, or as
 * whoever owns its data already. No user is created for it: that would outlive the checkout.
 */
export function unprivilegedUser(dataFolder: string, programs: readonly string[]): RunAs {
  if (process.getuid?.() !== 0) return { user: undefined, owner: undefined, command: unchanged };
  const user = ownerOf(dataFolder) ?? { uid: idOf('-u'), gid: idOf('-g') };
  if (programs.every((program) => spawnSync('test', ['-x', program], user).status === 0)) {
    return { user, owner: user, command: unchanged };
  }
  // A checkout in a home of mode 700: root passes, nobody does not. The one capability of looking past file modes
  // goes with the user; changing the modes of somebody's home is not ours to do.
  const setpriv = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  // Without the secure bit the system ignores the capability in access(), by which Postgres looks for its own program.
  const capability = ['--securebits=+no_setuid_fixup', '--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const wrap = [...setpriv, ...capability, '--'];
  if (spawnSync('setpriv', [...wrap, 'test', '-x', programs[0] ?? '/']).status === 0) {
    const command: RunAs['command'] = (program, args) => ({ command: 'setpriv', args: [...wrap, program, ...args] });
    return { user: undefined, owner: user, command };
  }
  throw new InfraProblem(
    'Postgres does not run as root, and no other user may enter the folder of this checkout: ' +
      'move it out of the private home folder, or run Concord as an ordinary user.',
  );
}

/** Root's own folders are no hint: those were made by us a moment ago. */
function ownerOf(folder: string): User | undefined {
  const { uid, gid } = statSync(folder, { throwIfNoEntry: false }) ?? { uid: 0, gid: 0 };
  return uid === 0 ? undefined : { uid, gid };
}

function idOf(which: '-u' | '-g'): number {
  try {
    return Number(execFileSync('id', [which, 'nobody'], { encoding: 'utf8', stdio: 'pipe' }));
  } catch {
    throw new InfraProblem(
      'Postgres does not run as root and this machine has no user "nobody": run Concord as an ordinary user.',
    );
  }
}
