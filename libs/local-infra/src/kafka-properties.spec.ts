import { clusterIdOf } from './kafka-properties';

describe('the id of a cluster', () => {
  it('is 22 characters of which none at the beginning is a dash, whatever the bytes', () => {
    for (let first = 0; first < 256; first++)
      expect(clusterIdOf(Buffer.alloc(32, first))).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_-]{21}$/);
  });
});
