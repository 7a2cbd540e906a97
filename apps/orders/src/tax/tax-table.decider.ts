import { countryKey } from '@concord/contracts';
import { conflict, never, notFound, rule, type Command, type Decider } from '@concord/event-sourcing';
import {
  isSameRate,
  TAX_TABLE,
  taxTableAggregate,
  TaxRateSet,
  TaxRateWithdrawn,
  TaxZoneDefined,
  type TaxRate,
  type TaxTable,
  type TaxTableEvent,
  type TaxZone,
} from './tax-table.aggregate';

export type DefineTaxZone = Command<'DefineTaxZone', Omit<TaxZone, 'rates'>>;
export type SetTaxRate = Command<'SetTaxRate', { zone: string } & TaxRate>;
export type WithdrawTaxRate = Command<'WithdrawTaxRate', { zone: string } & Omit<TaxRate, 'rateMilli'>>;

/** The tax table of the shop: zones of countries, and the rates of tax classes in them by date. */
export const taxTable: Decider<DefineTaxZone | SetTaxRate | WithdrawTaxRate, TaxTableEvent, TaxTable> = {
  ...taxTableAggregate,
  commands: ['DefineTaxZone', 'SetTaxRate', 'WithdrawTaxRate'],
  id: () => TAX_TABLE,

  decide(command, { zones }) {
    switch (command.type) {
      case 'DefineTaxZone': {
        const { zone, countries } = command.data;
        const own = new Set(countries.map(countryKey));
        const rival = zones.find((one) => one.zone !== zone && one.countries.some((name) => own.has(countryKey(name))));
        if (rival)
          return conflict(
            'tax-country-taken',
            `A country of the zone is in the zone ${rival.zone}: take it out there.`,
            {
              zone: rival.zone,
            },
          );
        return [TaxZoneDefined.of({ ...command.data, countries: [...countries] })];
      }
      case 'SetTaxRate': {
        const { zone, taxClass, rateMilli, from } = command.data;
        const found = zones.find((one) => one.zone === zone);
        if (!found) return zoneUnknown(zone);
        const same = found.rates.find((rate) => isSameRate(rate, { taxClass, from }));
        if (same?.rateMilli === rateMilli) return [];
        if (same && hasBegun(from, command.at))
          return rule(
            'tax-rate-in-force',
            'A rate that is in force stays for its documents: set a new one from a later moment.',
          );
        return [TaxRateSet.of({ zone, taxClass, rateMilli, from })];
      }
      case 'WithdrawTaxRate': {
        const { zone, taxClass, from } = command.data;
        const found = zones.find((one) => one.zone === zone);
        if (!found) return zoneUnknown(zone);
        if (!found.rates.some((rate) => isSameRate(rate, { taxClass, from })))
          return notFound('tax-rate-unknown', `The zone ${zone} has no rate of ${taxClass} from ${from} on.`);
        if (hasBegun(from, command.at))
          return rule(
            'tax-rate-in-force',
            'A rate that is in force stays for its documents: set a new one from a later moment.',
          );
        return [TaxRateWithdrawn.of({ zone, taxClass, from })];
      }
      default:
        return never(command);
    }
  },
};

const hasBegun = (from: string, at: string) => Date.parse(from) <= Date.parse(at);
const zoneUnknown = (zone: string) => notFound('tax-zone-unknown', `There is no tax zone ${zone}.`);
