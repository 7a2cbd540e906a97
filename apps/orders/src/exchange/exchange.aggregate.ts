import {
  ExchangeCompleted,
  ExchangeConfirmed,
  ExchangeConverted,
  ExchangeLapsed,
  ExchangeRequested,
} from '@concord/contracts';
import { never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

export const exchangeEvents = {
  ExchangeRequested,
  ExchangeConfirmed,
  ExchangeCompleted,
  ExchangeLapsed,
  ExchangeConverted,
};
export type ExchangeEvent = EventFrom<(typeof exchangeEvents)[keyof typeof exchangeEvents]>;
export const EXCHANGE_STATUSES = ['requested', 'confirmed', 'completed', 'lapsed', 'converted'] as const;

/** A return and the order of its replacement, which began together. */
export interface Exchange {
  readonly status: 'none' | (typeof EXCHANGE_STATUSES)[number];
  readonly requested: EventFrom<typeof ExchangeRequested>['data'] | null;
}

export const exchangeAggregate: Aggregate<ExchangeEvent, Exchange> = {
  kind: 'exchange',
  events: exchangeEvents,
  initial: { status: 'none', requested: null },

  evolve(exchange, { type, data }) {
    switch (type) {
      case 'ExchangeRequested':
        return { status: 'requested', requested: data };
      case 'ExchangeConfirmed':
        return { ...exchange, status: 'confirmed' };
      case 'ExchangeCompleted':
        return { ...exchange, status: 'completed' };
      case 'ExchangeLapsed':
        return { ...exchange, status: 'lapsed' };
      case 'ExchangeConverted':
        return { ...exchange, status: 'converted' };
      default:
        return never(type);
    }
  },
};

/** The return and the replacement of an exchange carry its id, so that their events find it. */
export const returnIdOf = (exchangeId: string) => `${exchangeId}.return`;
export const replacementIdOf = (exchangeId: string) => `${exchangeId}.replacement`;
export const exchangeOf = (id: string): string | undefined => /^(.+)\.(?:return|replacement)$/.exec(id)?.[1];
