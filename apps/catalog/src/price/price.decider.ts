import { PriceActivated } from '@concord/contracts';
import {
  conflict,
  lookup,
  never,
  notFound,
  rule,
  type Change,
  type Command,
  type JointDecider,
} from '@concord/event-sourcing';
import { skuOwner } from '../product/sku.aggregate';
import {
  priceBook,
  PriceApproved,
  PriceProposed,
  PriceRejected,
  type Price,
  type PriceBook,
  type PriceEvent,
} from './price.aggregate';
import { needsApproval } from './price-approval';

export type ProposePrice = Command<
  'ProposePrice',
  {
    proposalId: string;
    sku: string;
    list: string;
    amountMinor: number;
    currency: string;
    reason?: string;
    /** Larger changes need a second person. */
    approvalPercent: number;
  }
>;
export type ApprovePrice = Command<'ApprovePrice', { proposalId: string; sku: string }>;
export type RejectPrice = Command<'RejectPrice', { proposalId: string; sku: string; reason: string }>;

/** Prices change by proposal: small changes take effect at once, large changes when a second person approves. */
export const price: JointDecider<ProposePrice | ApprovePrice | RejectPrice> = {
  commands: ['ProposePrice', 'ApprovePrice', 'RejectPrice'],
  aggregate: priceBook,
  id: ({ data }) => data.sku,

  decideJointly(command, read) {
    const { sku, proposalId } = command.data;
    const book = read(priceBook, sku);
    const { productId } = read(skuOwner, sku);
    if (!productId) return notFound('sku-unknown', `There is no SKU ${sku} in the catalog.`);
    const change = (...events: PriceEvent[]): Change[] => [{ to: priceBook, id: sku, events }];
    if (command.type === 'ProposePrice') {
      const { list, amountMinor, currency, reason, approvalPercent } = command.data;
      const current = lookup(book.lists, list);
      if (amountMinor <= 0) return rule('price-not-positive', 'A price must be above zero.');
      if (current && current.currency !== currency)
        return rule(
          'price-currency-differs',
          `The list ${list} is in ${current.currency} for ${sku}. Send a price in ${current.currency}.`,
        );
      if (current?.amountMinor === amountMinor) return [];
      if (!needsApproval(current, amountMinor, approvalPercent))
        return change(activated(book, { sku, list, amountMinor, currency, productId }));
      if (Object.values(book.open).some((proposal) => proposal.list === list))
        return conflict(
          'price-proposal-open',
          `A price of ${sku} in the list ${list} waits for approval already. Approve or reject it first.`,
        );
      const previousMinor = current!.amountMinor;
      const proposedBy = command.by.id;
      return change(
        PriceProposed.of({
          proposalId,
          sku,
          list,
          amountMinor,
          currency,
          previousMinor,
          proposedBy,
          ...(reason && { reason }),
        }),
      );
    }
    const proposal = lookup(book.open, proposalId);
    if (!proposal)
      return conflict('price-proposal-decided', `The proposal ${proposalId} is approved or rejected already.`);
    switch (command.type) {
      case 'ApprovePrice':
        if (proposal.proposedBy === command.by.id)
          return rule('second-person-needed', 'The proposer of a price cannot approve it: ask a second person.');
        return change(
          PriceApproved.of({ proposalId, sku, approvedBy: command.by.id }),
          activated(book, { sku, productId, ...proposal }),
        );
      case 'RejectPrice':
        return change(PriceRejected.of({ proposalId, sku, rejectedBy: command.by.id, reason: command.data.reason }));
      default:
        return never(command);
    }
  },
};

export function activated(
  book: PriceBook,
  { sku, list, amountMinor, currency, productId }: Price & { sku: string; list: string; productId: string | null },
) {
  const previous = lookup(book.lists, list);
  return PriceActivated.of({
    sku,
    list,
    amountMinor,
    currency,
    ...(previous && { previousMinor: previous.amountMinor }),
    ...(productId && { productId }),
  });
}
