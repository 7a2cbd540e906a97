import { readdirSync, readFileSync } from 'node:fs';

const TICK_MS = 10;

/** The processes of a system, by their part in it. */
export interface Parts {
  readonly services: readonly number[];
  /** The server's first process: its backends are its children. */
  readonly postgres: number | undefined;
  readonly kafka: number | undefined;
}

/** CPU milliseconds of each part since its start; undefined where this machine does not report them. */
export function cpuTime({ services, postgres, kafka }: Parts) {
  const all = processes();
  if (!all || postgres === undefined || kafka === undefined) return undefined;
  const own = (pid: number) => all.get(pid)?.ownMs ?? 0;
  const backends = [...all.values()].filter(({ parent }) => parent === postgres);
  return {
    services: services.reduce((sum, pid) => sum + own(pid), 0),
    // The CPU of ended backends counts for the first process.
    postgres:
      own(postgres) + (all.get(postgres)?.childrenMs ?? 0) + backends.reduce((sum, { ownMs }) => sum + ownMs, 0),
    kafka: own(kafka),
    client: process.cpuUsage().user / 1_000 + process.cpuUsage().system / 1_000,
  };
}

export type CpuTime = NonNullable<ReturnType<typeof cpuTime>>;

/** CPU milliseconds for one request between two readings, with and without the client. */
export function cpuEach(
  before: CpuTime | undefined,
  after: CpuTime | undefined,
  pieces: number,
): Readonly<Record<string, number>> {
  if (!before || !after || pieces === 0) return {};
  const each = (part: keyof CpuTime) => (after[part] - before[part]) / pieces;
  const parts = { services: each('services'), postgres: each('postgres'), kafka: each('kafka') };
  const without = parts.services + parts.postgres + parts.kafka;
  const to2 = (value: number) => Math.round(value * 100) / 100;
  return {
    cpuMs: to2(without),
    cpuMsWithClient: to2(without + each('client')),
    cpuMsServices: to2(parts.services),
    cpuMsPostgres: to2(parts.postgres),
    cpuMsKafka: to2(parts.kafka),
  };
}

/** Megabytes that a process holds in memory, and its share of them where what several processes hold is shared out. */
export function memoryMb(pid: number): { readonly resident: number; readonly share: number } | undefined {
  try {
    const told = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const megabytes = (name: string) =>
      Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(told)![1]) / 1024);
    return { resident: megabytes('Rss'), share: megabytes('Pss') };
  } catch {
    return undefined;
  }
}

/** Every process of this machine: only Linux lists them. */
function processes() {
  const found = new Map<number, { parent: number; ownMs: number; childrenMs: number }>();
  let names: string[];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return undefined;
  }
  for (const name of names) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The second field is the program's name, and may hold anything but its own last bracket.
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      const [parent, utime, stime, childrenUser, childrenSystem] = [1, 11, 12, 13, 14].map((n) => fields[n]!);
      found.set(Number(name), {
        parent: parent!,
        ownMs: (utime! + stime!) * TICK_MS,
        childrenMs: (childrenUser! + childrenSystem!) * TICK_MS,
      });
    } catch {
      // It ended meanwhile.
    }
  }
  return found;
}
