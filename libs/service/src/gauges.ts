/** A figure for Prometheus that is read when it is asked for. */
export interface ServiceGauge {
  readonly name: string;
  readonly help: string;
  read(): Promise<number>;
}

/** Figures of one service beside those that all services have: providers add them while the service starts. */
export class Gauges {
  readonly all: ServiceGauge[] = [];

  add(name: string, help: string, read: () => Promise<number>): void {
    this.all.push({ name, help, read });
  }
}
