import { bestOf } from './badge';

describe('the badge of a product', () => {
  it('is that of its best variant', () => expect(bestOf(['out', 'low'])).toBe('low'));
  it('is out where nothing is for sale', () => expect(bestOf([])).toBe('out'));
});
