import { RETURN_REASON_CODES, returnReasonOf } from './return-reasons';

describe('the reason of a return', () => {
  it('is read from a text that equals a code, in upper or lower case', () => {
    for (const reason of RETURN_REASON_CODES) expect(returnReasonOf(reason)).toBe(reason);
    expect(returnReasonOf(' Wrong item. ')).toBe('wrong-item');
    expect(returnReasonOf('DAMAGED')).toBe('damaged');
  });
  it('is not guessed from the words of any other text', () =>
    expect(
      ['not defective, I changed my mind', 'wrong size', 'arrived broken', 'constructor', ''].map(returnReasonOf),
    ).toEqual([undefined, undefined, undefined, undefined, undefined]));
});
