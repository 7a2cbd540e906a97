import type { World } from './instance';
import type { StoredEvent, StoredRow } from './stored';

interface Credits {
  readonly vouchers: readonly { readonly amountMinor: number }[];
  readonly points?: { readonly amountMinor: number };
}
interface VoucherRow {
  readonly voucherId: string;
  readonly issuedMinor: number;
  readonly balanceMinor: number;
  readonly heldMinor: number;
  readonly spentMinor: number;
}

/** The value of a voucher is open or spent, and orders say the same: whatever was asked twice, late or crosswise. */
export function vouchersAreConserved(world: World): string[] {
  const back = creditsBack(world, ['cancellation', 'return', 'by-hand']);
  const keptMinor = [...creditsOf(world)].reduce((sum, [id, minor]) => sum + minor - (back.get(id) ?? 0), 0);
  const vouchers = [...world.databases.get('marketing')!.all<StoredRow>('rows')].flatMap(([key, { row }]) =>
    key.startsWith('rows/marketing.vouchers\n') ? [row as VoucherRow] : [],
  );
  const spentMinor = vouchers.reduce((sum, voucher) => sum + voucher.spentMinor, 0);
  return [
    ...vouchers.flatMap(({ voucherId, issuedMinor, balanceMinor, heldMinor, spentMinor: spent }) => [
      ...(balanceMinor + heldMinor + spent === issuedMinor
        ? []
        : [`${voucherId}: ${balanceMinor} open, ${heldMinor} held and ${spent} spent of ${issuedMinor}.`]),
      ...(heldMinor === 0 ? [] : [`${voucherId}: ${heldMinor} are held, and every order is decided.`]),
    ]),
    ...(spentMinor === keptMinor ? [] : [`Vouchers paid ${spentMinor}, and orders took ${keptMinor} of them.`]),
  ];
}

/** What vouchers and points pay of each confirmed order. */
export const creditsOf = (world: World): Map<string, number> =>
  sums(world, 'OrderConfirmed', ({ credits }: { readonly credits?: Credits }) => credits);

/** What went back to them for one of these causes. */
export const creditsBack = (world: World, causes: readonly string[]): Map<string, number> =>
  sums(world, 'CreditGivenBack', (given: Credits & { readonly cause: string }) =>
    causes.includes(given.cause) ? given : undefined,
  );

function sums<D>(world: World, type: string, creditsIn: (data: D) => Credits | undefined): Map<string, number> {
  const found = new Map<string, number>();
  for (const [, event] of world.databases.get('orders')!.all<StoredEvent>('events')) {
    if (event.type !== type) continue;
    const { orderId } = event.data as { readonly orderId: string };
    const { vouchers, points } = creditsIn(event.data as D) ?? { vouchers: [] };
    const minor = vouchers.reduce((sum, { amountMinor }) => sum + amountMinor, points?.amountMinor ?? 0);
    found.set(orderId, (found.get(orderId) ?? 0) + minor);
  }
  return found;
}
