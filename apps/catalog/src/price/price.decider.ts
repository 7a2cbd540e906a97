import { isSamePrice } from '@concord/contracts';
import {
  conflict,
  lookup,
  never,
  notFound,
  rule,
  type Change,
  type Command,
  type JointDecider,
  type Rejection,
  type Stamped,
} from '@concord/event-sourcing';
import { priceListAggregate, STANDARD, type PriceList } from '../price-list/price-list.aggregate';
import { skuOwner } from '../product/sku.aggregate';
import { needsApproval, type ApprovalTerms } from './price-approval';
import { belowFloor, marginOf } from './price-floor';
import { PriceApproved, PriceProposed, PriceRejected, PriceWithdrawn, type PriceEvent } from './price-events';
import { measureOf, priceBook, type Offer, type PriceBook } from './price.aggregate';
import { holding, priceOf, unfit, type Owned } from './price-in-force';

export type ProposePrice = Command<
  'ProposePrice',
  Offer & ApprovalTerms & { readonly proposalId: string; readonly sku: string; readonly reason?: string }
>;
export type ApprovePrice = Command<'ApprovePrice', { proposalId: string; sku: string }>;
export type RejectPrice = Command<'RejectPrice', { proposalId: string; sku: string; reason: string }>;
export type WithdrawPrice = Command<'WithdrawPrice', { proposalId: string; sku: string; reason: string }>;
type PriceCommand = ProposePrice | ApprovePrice | RejectPrice | WithdrawPrice;

/** Prices change by proposal: small changes take effect at once or on their day, large ones when a second person approves. */
export const price: JointDecider<PriceCommand> = {
  commands: ['ProposePrice', 'ApprovePrice', 'RejectPrice', 'WithdrawPrice'],
  aggregate: priceBook,
  id: ({ data }) => data.sku,

  decideJointly(command, read) {
    const { sku } = command.data;
    const book = read(priceBook, sku);
    const { productId } = read(skuOwner, sku);
    const list =
      command.type === 'ProposePrice' && command.data.list !== STANDARD
        ? read(priceListAggregate, command.data.list)
        : undefined;
    if (!productId) return notFound('sku-unknown', `There is no SKU ${sku} in the catalog.`);
    const change = (...events: PriceEvent[]): Change[] => [{ to: priceBook, id: sku, events }];
    const outcome =
      command.type === 'ProposePrice'
        ? propose(command, book, { sku, productId }, list)
        : decideOn(command, book, { sku, productId });
    return Array.isArray(outcome) ? (outcome.length > 0 ? change(...outcome) : []) : outcome;
  },
};

function propose({ data, at, by }: Stamped<ProposePrice>, book: PriceBook, owned: Owned, list: PriceList | undefined) {
  const { proposalId, reason, approvalPercent } = data;
  const { list: code, amountMinor, currency, tiers, until } = data;
  // A moment that has come is now.
  const from = data.from !== undefined && Date.parse(data.from) > Date.parse(at) ? data.from : undefined;
  const offer: Offer = {
    list: code,
    amountMinor,
    currency,
    ...(tiers && tiers.length > 0 && { tiers }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  };
  const measure = measureOf(book, code);
  const refusal = listRefusal(offer, measure?.currency, list) ?? unfit(book, offer, at);
  if (refusal) return refusal;
  // A list may have prices in another currency, from before it was defined: they measure nothing.
  const current = measure?.currency === currency ? measure : undefined;
  // A list without a price is no way round the second person.
  const standard = measureOf(book, STANDARD);
  const comparable = current ?? (standard?.currency === currency ? standard : undefined);
  if (isInForce(book, offer)) return [];
  const offered = { ...offer, proposalId, by: by.id };
  if (!needsApproval(comparable, offer, approvalPercent) && !belowFloor(book, offer, data))
    return holding(book, offered, owned, at);
  if (Object.values(book.open).some((proposal) => proposal.list === code))
    return conflict(
      'price-proposal-open',
      `A price of ${owned.sku} in the list ${code} waits for approval already. Approve, reject or withdraw it first.`,
    );
  const marginPercent = marginOf(book, offer, data);
  return [
    PriceProposed.of({
      proposalId,
      ...priceOf(offer, code, owned.sku),
      ...(from !== undefined && { from }),
      ...(until !== undefined && { until }),
      ...(current && { previousMinor: current.amountMinor }),
      ...(marginPercent !== undefined && { marginPercent }),
      proposedBy: by.id,
      ...(reason && { reason }),
    }),
  ];
}

/** The same price for good changes nothing, unless it is to hold only for a while. */
function isInForce(book: PriceBook, offer: Offer): boolean {
  if (offer.from !== undefined) return false;
  const active = offer.until === undefined ? measureOf(book, offer.list) : lookup(book.lists, offer.list);
  const isHeld = lookup(book.lists, offer.list) !== undefined;
  return isHeld && active?.until === offer.until && active?.currency === offer.currency && isSamePrice(active, offer);
}

function listRefusal({ list, currency }: Offer, known: string | undefined, defined: PriceList | undefined) {
  if (list !== STANDARD && !defined?.terms)
    return notFound('price-list-unknown', `There is no price list ${list}. Define it first.`);
  const expected = defined?.terms?.currency ?? known;
  return expected === undefined || expected === currency
    ? undefined
    : rule('price-currency-differs', `The list ${list} is in ${expected}. Send a price in ${expected}.`);
}

function decideOn(
  command: Stamped<ApprovePrice | RejectPrice | WithdrawPrice>,
  book: PriceBook,
  owned: Owned,
): PriceEvent[] | Rejection {
  const { at, by } = command;
  const { proposalId, sku } = command.data;
  const proposal = lookup(book.open, proposalId);
  if (command.type === 'WithdrawPrice') {
    if (!proposal && !lookup(book.scheduled, proposalId))
      return conflict('price-proposal-decided', `The price ${proposalId} is in force, rejected or withdrawn already.`);
    return [PriceWithdrawn.of({ proposalId, sku, withdrawnBy: by.id, reason: command.data.reason })];
  }
  if (!proposal)
    return conflict('price-proposal-decided', `The proposal ${proposalId} is approved or rejected already.`);
  switch (command.type) {
    case 'ApprovePrice': {
      if (proposal.proposedBy === by.id)
        return rule('second-person-needed', 'The proposer of a price cannot approve it: ask a second person.');
      const { proposedBy: _, from, ...rest } = proposal;
      const isLater = from !== undefined && Date.parse(from) > Date.parse(at);
      const offer = { ...rest, ...(isLater && { from }) };
      const refusal = unfit(book, offer, at);
      if (refusal) return refusal;
      const approved = PriceApproved.of({ proposalId, sku, approvedBy: by.id });
      return [approved, ...holding(book, { ...offer, proposalId, by: by.id }, owned, at)];
    }
    case 'RejectPrice':
      return [PriceRejected.of({ proposalId, sku, rejectedBy: by.id, reason: command.data.reason })];
    default:
      return never(command);
  }
}
