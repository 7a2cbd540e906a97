/** How many messages a service had not applied. */
export interface LagPoint {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly messages: number;
}

const HOUR_MS = 3_600_000;

/** The lags of the last hour, by service and source, as they were seen while the console was open. */
export class LagHistory {
  private readonly points = new Map<string, readonly LagPoint[]>();

  /** Notes what a service said at a moment, once. */
  note(service: string, lag: Readonly<Record<string, number>>, at: number): void {
    for (const [source, messages] of Object.entries(lag)) {
      const before = this.of(service, source);
      if (before.at(-1)?.at === at) continue;
      const recent = before.filter((point) => point.at > at - HOUR_MS);
      this.points.set(`${service} ${source}`, [...recent, { at, messages }]);
    }
  }

  /** The earliest first. */
  of(service: string, source: string): readonly LagPoint[] {
    return this.points.get(`${service} ${source}`) ?? [];
  }
}
