import { PriceListDefined } from '@concord/contracts';
import { conflict, rule, type Command, type Decider, type EventFrom } from '@concord/event-sourcing';
import { priceListAggregate, STANDARD, type PriceList, type PriceListTerms } from './price-list.aggregate';

export type DefinePriceList = Command<'DefinePriceList', PriceListTerms>;

/** Defines price lists, and changes for whom and when they count. */
export const priceList: Decider<DefinePriceList, EventFrom<typeof PriceListDefined>, PriceList> = {
  ...priceListAggregate,
  commands: ['DefinePriceList'],
  id: ({ data }) => data.list,

  decide({ data }, { terms }) {
    const { list, from, to } = data;
    if (list === STANDARD)
      return conflict('price-list-standard', 'The list standard exists always, for everybody. Define another list.');
    // Its prices are in this currency, with or without tax: another meaning would change all of them at once.
    if (terms && (terms.currency !== data.currency || terms.taxIncluded !== data.taxIncluded))
      return conflict(
        'price-list-fixed',
        `The prices of ${list} are in ${terms.currency} ${terms.taxIncluded ? 'with' : 'without'} tax, for ever. Define another list.`,
      );
    if (from !== undefined && to !== undefined && Date.parse(from) >= Date.parse(to))
      return rule('price-list-window-empty', `The list would end at ${to}, before it begins at ${from}.`);
    const defined = PriceListDefined.of({
      ...data,
      channels: distinct(data.channels),
      groups: distinct(data.groups),
      customerIds: distinct(data.customerIds),
    });
    return terms && isSame(terms, defined.data) ? [] : [defined];
  },
};

const distinct = <T extends string>(values: readonly T[]): T[] => [...new Set(values)].sort();

const MEMBERS = ['name', 'channels', 'groups', 'customerIds', 'from', 'to'] as const;
const isSame = (one: PriceListTerms, other: PriceListTerms) =>
  MEMBERS.every((member) => JSON.stringify(one[member]) === JSON.stringify(other[member]));
