import { UnsettledWrites } from './unsettled-writes';

describe('a write of which nobody knows whether it was executed', () => {
  it('keeps its key until it is settled', () => {
    const writes = new UnsettledWrites();
    writes.lost('POST orders/v1/orders', 'k1');
    expect(writes.keyOf('POST orders/v1/orders')).toBe('k1');
    expect(writes.keyOf('POST orders/v1/returns')).toBeUndefined();
    writes.settled('POST orders/v1/orders');
    expect(writes.keyOf('POST orders/v1/orders')).toBeUndefined();
  });

  it('is another one after ten minutes', () => {
    let now = 0;
    const writes = new UnsettledWrites(() => now);
    writes.lost('POST orders/v1/orders', 'k1');
    now = 599_999;
    expect(writes.keyOf('POST orders/v1/orders')).toBe('k1');
    now = 600_000;
    expect(writes.keyOf('POST orders/v1/orders')).toBeUndefined();
  });

  it('gives way to later ones where there are very many', () => {
    const writes = new UnsettledWrites();
    for (let n = 0; n <= 200; n++) writes.lost(`POST ${n}`, `k${n}`);
    expect([writes.keyOf('POST 0'), writes.keyOf('POST 1')]).toEqual([undefined, 'k1']);
  });
});
