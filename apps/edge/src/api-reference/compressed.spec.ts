import { encodingFor } from './compressed';

describe('the encoding of a large text', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0.5, gzip;q=1.0', 'br'],
    ['GZIP', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['deflate', undefined],
    ['br; q=0', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('is the smallest that the client understands: %j', (accepted, encoding) =>
    expect(encodingFor(accepted)).toBe(encoding),
  );
});
