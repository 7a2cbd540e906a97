import { ShipOptionOffered, ShipOptionWithdrawn } from '@concord/contracts';
import { never, notFound, rule, type Command, type Decider } from '@concord/event-sourcing';
import { shipOptionAggregate, type Offered, type ShipOption, type ShipOptionEvent } from './ship-option.aggregate';

const MEMBERS = Object.keys(ShipOptionOffered.schema.properties) as (keyof Offered)[];

export type OfferShipOption = Command<'OfferShipOption', Offered>;
export type WithdrawShipOption = Command<'WithdrawShipOption', { option: string }>;

/** Offers ways to ship, changes their terms, and withdraws them. A withdrawn one can be offered again. */
export const shipOption: Decider<OfferShipOption | WithdrawShipOption, ShipOptionEvent, ShipOption> = {
  ...shipOptionAggregate,
  commands: ['OfferShipOption', 'WithdrawShipOption'],
  id: ({ data }) => data.option,

  decide(command, { status, terms }) {
    switch (command.type) {
      case 'OfferShipOption': {
        const { daysMin, daysMax, countries } = command.data;
        if (daysMin > daysMax)
          return rule('ship-option-days-wrong', `Delivery takes ${daysMin} days at least, and ${daysMax} at most.`);
        const names = countries.map((country) => country.trim());
        const offered = ShipOptionOffered.of({ ...command.data, countries: [...new Set(names)].sort() });
        return status === 'offered' && isSame(terms, offered.data) ? [] : [offered];
      }
      case 'WithdrawShipOption': {
        const { option } = command.data;
        if (status === 'none') return notFound('ship-option-unknown', `There is no way to ship ${option}.`);
        return status === 'withdrawn' ? [] : [ShipOptionWithdrawn.of({ option })];
      }
      default:
        return never(command);
    }
  },
};

const isSame = (one: Offered | null, other: Offered) =>
  one !== null && MEMBERS.every((member) => JSON.stringify(one[member]) === JSON.stringify(other[member]));
