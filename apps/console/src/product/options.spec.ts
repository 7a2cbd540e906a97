import { optionsOf, optionsText } from './options';

describe('the options of a variant', () => {
  it.each([
    ['colour: red, size: M', { colour: 'red', size: 'M' }],
    [' colour : dark red ,size:M,', { colour: 'dark red', size: 'M' }],
    ['ratio: 16:9', { ratio: '16:9' }],
    ['', {}],
  ])('are read from %j', (text, options) => expect(optionsOf(text)).toEqual(options));
  it.each(['red', 'colour:', ': red', 'size: M, size: L'])('are not read from %j', (text) =>
    expect(optionsOf(text)).toBeUndefined(),
  );
  it('are shown as they are typed', () =>
    expect(optionsText({ colour: 'red', size: 'M' })).toBe('colour: red, size: M'));
});
