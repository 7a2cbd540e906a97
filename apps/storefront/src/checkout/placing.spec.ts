import { keyFor, settle, unsettledIn, type Kept } from './placing';

const kept = (): Kept => {
  const texts = new Map<string, string>();
  return {
    getItem: (name) => texts.get(name) ?? null,
    setItem: (name, text) => void texts.set(name, text),
    removeItem: (name) => void texts.delete(name),
  };
};
const counting = () => {
  let keys = 0;
  return () => `key-${(keys += 1)}`;
};
const body = { cartId: 'c-1', quoteId: 'q-1', payment: { method: 'card', token: 'ok' } };

describe('the key of an order', () => {
  it('stays while nobody knows what became of it', () => {
    const [storage, newKey] = [kept(), counting()];
    expect(keyFor(body, storage, newKey)).toBe('key-1');
    expect(keyFor({ ...body }, storage, newKey)).toBe('key-1');
    expect(unsettledIn(storage)).toMatchObject({ cartId: 'c-1', key: 'key-1' });
  });

  it('is another one for another request', () => {
    const [storage, newKey] = [kept(), counting()];
    keyFor(body, storage, newKey);
    expect(keyFor({ ...body, quoteId: 'q-2' }, storage, newKey)).toBe('key-2');
  });

  it('is another one once the order was decided', () => {
    const [storage, newKey] = [kept(), counting()];
    keyFor(body, storage, newKey);
    settle(storage);
    expect(unsettledIn(storage)).toBeUndefined();
    expect(keyFor(body, storage, newKey)).toBe('key-2');
  });
});
