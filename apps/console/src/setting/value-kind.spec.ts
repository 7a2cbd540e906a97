import { numbersIn, valueKindOf } from './value-kind';

describe('what a person types for a value', () => {
  it.each([
    [
      { type: 'integer', minimum: 14, maximum: 365 },
      { kind: 'number', isWhole: true, min: 14, max: 365 },
    ],
    [{ type: 'number' }, { kind: 'number', isWhole: false }],
    [
      { type: 'array', minItems: 1, maxItems: 10 },
      { kind: 'numbers', countMin: 1, countMax: 10 },
    ],
    [
      { type: 'string', pattern: '^[A-Z]{3}$' },
      { kind: 'text', pattern: '^[A-Z]{3}$' },
    ],
    [{ type: 'boolean' }, { kind: 'flag' }],
    [
      { type: 'object', properties: { risk: { type: 'boolean' } } },
      { kind: 'members', members: { risk: { kind: 'flag' } } },
    ],
  ])('follows from its schema: %j', (schema, kind) => expect(valueKindOf(schema)).toEqual(kind));

  it('is refused where no field fits', () => expect(() => valueKindOf({ type: 'null' })).toThrow('null'));
});

describe('several numbers', () => {
  it.each([
    ['1, 10, 60', [1, 10, 60]],
    ['1 10;60,', [1, 10, 60]],
    ['', []],
    ['1, x', [1, Number.NaN]],
  ])('are separated by commas or spaces: %j', (text, numbers) => expect(numbersIn(text)).toEqual(numbers));
});
