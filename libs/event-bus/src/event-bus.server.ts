import type { RecordedEvent } from '@concord/event-sourcing';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';

/** What the transport starts and stops. */
export interface Bus {
  start(onApplied: (events: readonly RecordedEvent[]) => void): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Nest's transport over our event bus. The bus itself applies projections, policies and processes, in one transaction
 * with its position. An `@EventPattern` handler of a controller gets the same events after that commit, at most once:
 * fit for live displays, not for state.
 */
export class EventBusServer extends Server implements CustomTransportStrategy {
  constructor(private readonly bus: Bus) {
    super();
  }

  listen(callback: (error?: unknown) => void): void {
    this.bus.start((events) => void this.pass(events)).then(() => callback(), callback);
  }

  close(): Promise<void> {
    return this.bus.stop();
  }

  on(): never {
    throw new Error('The event bus has no status events; look at /health/ready.');
  }

  unwrap<T>(): T {
    return this.bus as T;
  }

  private async pass(events: readonly RecordedEvent[]) {
    if (this.messageHandlers.size === 0) return;
    for (const event of events) {
      for (let handler = this.messageHandlers.get(event.type); handler; handler = handler.next as typeof handler) {
        try {
          await this.transformToObservable(await handler(event.data, event)).forEach(() => undefined);
        } catch (error) {
          this.logger.error(error);
        }
      }
    }
  }
}
