import { fields } from '@concord/contracts';
import { event, lookup, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

const { Id, Minor, Currency } = fields;

/** An order of a company is on account: its amount counts against the credit of the company until it is paid. */
export const CreditUsed = event('CreditUsed', 1, {
  companyId: Id,
  orderId: Id,
  amountMinor: Minor,
  currency: Currency,
});

/** A part of an order on account was paid, credited or cancelled. */
export const CreditFreed = event('CreditFreed', 1, { companyId: Id, orderId: Id, causeId: Id, amountMinor: Minor });

export const creditAccountEvents = { CreditUsed, CreditFreed };
type CreditAccountEvent = EventFrom<(typeof creditAccountEvents)[keyof typeof creditAccountEvents]>;

/** What a company may still owe. */
export interface CreditAccount {
  /** What the open orders use, by order. */
  readonly used: Readonly<Record<string, { readonly amountMinor: number; readonly causeIds: readonly string[] }>>;
}

export const creditAccount: Aggregate<CreditAccountEvent, CreditAccount> = {
  kind: 'credit-account',
  events: creditAccountEvents,
  initial: { used: {} },

  evolve({ used }, { type, data }) {
    const { orderId, amountMinor } = data;
    const before = lookup(used, orderId) ?? { amountMinor: 0, causeIds: [] };
    switch (type) {
      case 'CreditUsed':
        return { used: { ...used, [orderId]: { ...before, amountMinor: before.amountMinor + amountMinor } } };
      case 'CreditFreed': {
        const left = before.amountMinor - amountMinor;
        const { [orderId]: _, ...others } = used;
        // An order that owes nothing any more is forgotten: an account stays as small as its open orders.
        if (left <= 0) return { used: others };
        return { used: { ...others, [orderId]: { amountMinor: left, causeIds: [...before.causeIds, data.causeId] } } };
      }
      default:
        return never(type);
    }
  },
};

/** What all open orders of a company use. */
export const usedMinor = ({ used }: CreditAccount) =>
  Object.values(used).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
