import { bestOf } from './badge';

describe('the badge of a product', () => {
  it('is the badge of its best variant', () => expect(bestOf(['out', 'low'])).toBe('low'));
  it('is out where no variant is for sale', () => expect(bestOf([])).toBe('out'));
});
