/** The place of a write in its service: `service.lane`, and the position in the lane. */
interface Place {
  readonly lane: string;
  readonly position: readonly [era: bigint, txid: bigint, pos: bigint];
}

/** A request may bring this many tokens. */
const TOKENS_MAX = 16;

/**
 * The newest write of each lane, so that later requests see it in every service. A service that has answered with a
 * token has applied that write, and is not told of it again.
 */
export class SeenWrites {
  /** By lane, the latest write last. */
  private readonly newest = new Map<string, string>();
  /** By service, the newest token of each lane that it has applied. */
  private readonly applied = new Map<string, Map<string, string>>();

  /** Remembers the tokens of an answer. */
  note(tokens: string | undefined): void {
    for (const token of split(tokens)) keepNewer(this.newest, token);
  }

  /** The tokens that a request to a service needs. Its own writes a service always knows. */
  for(service: string, further?: string): string | undefined {
    const needed = new Map<string, string>();
    const applied = this.applied.get(service);
    for (const token of [...split(further), ...this.newest.values()]) {
      const { lane } = placeOf(token);
      if (!token.startsWith(`${service}.`) && applied?.get(lane) !== token) keepNewer(needed, token);
    }
    return needed.size > 0 ? [...needed.values()].slice(-TOKENS_MAX).join(', ') : undefined;
  }

  /** A service has answered a request with these tokens. */
  shown(service: string, tokens: string | undefined): void {
    let applied = this.applied.get(service);
    if (!applied) this.applied.set(service, (applied = new Map<string, string>()));
    for (const token of split(tokens)) keepNewer(applied, token);
  }
}

function keepNewer(tokens: Map<string, string>, token: string): void {
  const { lane } = placeOf(token);
  const known = tokens.get(lane);
  if (known !== undefined && isBefore(token, known)) return;
  tokens.delete(lane);
  tokens.set(lane, token);
}

function isBefore(token: string, other: string): boolean {
  const [a, b] = [placeOf(token).position, placeOf(other).position];
  const differing = a.findIndex((part, n) => part !== b[n]);
  return differing >= 0 && a[differing]! < b[differing]!;
}

const split = (tokens: string | undefined): string[] =>
  (tokens ?? '').split(',').flatMap((token) => (token.trim() === '' ? [] : [token.trim()]));

/** A token is `service.lane.era.txid.pos`. Transaction ids exceed the numbers that a double holds exactly. */
function placeOf(token: string): Place {
  const [service, lane, era = '0', txid = '0', pos = '0'] = token.split('.');
  return { lane: `${service}.${lane}`, position: [BigInt(era), BigInt(txid), BigInt(pos)] };
}
