import { holdStateOf, isHoldAwaited, type Held } from './hold-state';

const at = '2026-03-01T12:00:00.000Z';
const A = { sku: 'A', quantity: 2 };
const basket = (lines: Held['lines'], hold: Partial<Held['hold']> = {}): Held => ({
  lines,
  changedAt: at,
  hold: { status: 'none', lines: [], expiresAt: null, short: [], ...hold },
});
const short = [{ sku: 'A', wanted: 2, sellable: 1 }];

it.each<[string, Held, string]>([
  ['an empty one', basket([]), 'nothing'],
  ['one that inventory has not heard of yet', basket([A]), 'awaited'],
  ['one whose units are kept', basket([A], { status: 'held', lines: [A] }), 'held'],
  ['one that was changed since', basket([{ ...A, quantity: 3 }], { status: 'held', lines: [A] }), 'awaited'],
  ['one with too few units left', basket([A], { status: 'refused', short }), 'short'],
  ['one that was changed after a refusal', basket([{ ...A, quantity: 1 }], { status: 'refused', short }), 'awaited'],
  [
    'one that keeps what it had before',
    basket([A], { status: 'held', lines: [{ ...A, quantity: 1 }], short }),
    'short',
  ],
  ['one that was left alone for long', basket([A], { status: 'expired' }), 'over'],
])('knows where the units of a basket stand: %s', (_, one, state) => expect(holdStateOf(one)).toBe(state));

it('asks often only for a while', () => {
  expect(isHoldAwaited(basket([A]), Date.parse(at) + 1_000)).toBe(true);
  expect(isHoldAwaited(basket([A]), Date.parse(at) + 60_000)).toBe(false);
});
