import { SeenWrites } from './seen-writes';

describe('the tokens of writes', () => {
  let seen: SeenWrites;
  beforeEach(() => {
    seen = new SeenWrites();
  });

  it('are one for each lane, the newest', () => {
    seen.note('inventory.0.1.9.1, inventory.1.1.10.1');
    seen.note('inventory.0.1.10.1');
    seen.note('inventory.0.1.9.7');
    expect(seen.for('orders')).toBe('inventory.1.1.10.1, inventory.0.1.10.1');
  });

  it.each([
    ['the era', 'inventory.0.1.99.9', 'inventory.0.2.1.1'],
    ['the transaction, as a number', 'inventory.0.1.9.9', 'inventory.0.1.10.1'],
    [
      'a transaction beyond the numbers of a double',
      'inventory.0.1.9007199254740993.1',
      'inventory.0.1.9007199254740994.0',
    ],
    ['the place in the transaction', 'inventory.0.1.9.9', 'inventory.0.1.9.10'],
  ])('are ordered by %s', (_, older, newer) => {
    seen.note(newer);
    seen.note(older);
    expect(seen.for('orders')).toBe(newer);
  });

  it('of a service are not told to the service itself', () => {
    seen.note('customer-service.0.1.9.1');
    expect([seen.for('customer-service'), seen.for('orders')]).toEqual([undefined, 'customer-service.0.1.9.1']);
  });

  it('are told until the service has shown them', () => {
    seen.note('inventory.0.1.9.1');
    seen.shown('orders', 'inventory.0.1.9.1');
    expect([seen.for('orders'), seen.for('catalog')]).toEqual([undefined, 'inventory.0.1.9.1']);
    seen.note('inventory.0.1.10.1');
    expect(seen.for('orders')).toBe('inventory.0.1.10.1');
  });

  it('are at most as many as a request may bring, the latest ones', () => {
    for (let lane = 0; lane < 20; lane++) seen.note(`inventory.${lane}.1.9.1`);
    const told = seen.for('orders')!.split(', ');
    expect([told.length, told[0], told.at(-1)]).toEqual([16, 'inventory.4.1.9.1', 'inventory.19.1.9.1']);
  });

  it('that the call was given are told with them', () => {
    seen.note('inventory.0.1.9.1');
    expect(seen.for('orders', 'inventory.0.1.10.1, catalog.3.1.2.1')).toBe('inventory.0.1.10.1, catalog.3.1.2.1');
  });
});
