import { demandChannel, mayDo, Problem, sellsOn, type Caller } from '@concord/service';

/**
 * Whether the caller may see drafts, proposed prices, and who set a price. Everybody else sees only what is published.
 */
export const seesDrafts = ({ roles }: Caller): boolean => mayDo(roles, 'catalog.draft.read');

interface Shown {
  /** The sales channels of its present or last publication; empty before the first one. */
  readonly channels: readonly string[];
}

/** Throws 404 for an unpublished product where the caller may see only published ones, and 403 for foreign channels. */
export function demandSight(caller: Caller, row: Shown & { readonly isForSale: boolean }, unknown: () => Problem) {
  if (!row.isForSale && !seesDrafts(caller)) throw unknown();
  if (row.channels.length > 0 && !row.channels.some((channel) => sellsOn(caller, channel)))
    demandChannel(caller, row.channels[0]!);
}

/** Throws 403 where a change would reach a sales channel in which the caller's roles do not hold. */
export function demandChannels(caller: Caller, { channels }: Shown): void {
  for (const channel of channels) demandChannel(caller, channel);
}

/** The condition that a row belongs to one of the `channels`, or to none yet. Column and parameter are SQL. */
export const inChannels = (column: string, parameter: string) =>
  `(${column} = '[]'::jsonb or jsonb_exists_any(${column}, ${parameter}))`;
