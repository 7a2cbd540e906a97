import { amountsIn, amountsText, numbersIn, valueKindOf } from './value-kind';

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
    [
      { type: 'string', enum: ['wait', 'cancel'] },
      { kind: 'choice', choices: ['wait', 'cancel'] },
    ],
    [{ type: 'boolean' }, { kind: 'flag' }],
    [{ type: 'object', patternProperties: { '^[A-Z]{3}$': { type: 'integer' } } }, { kind: 'amounts' }],
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

describe('numbers by currency', () => {
  it.each([
    ['GBP 100, EUR 120', { GBP: 100, EUR: 120 }],
    ['gbp  100;', { GBP: 100 }],
    ['', {}],
    ['GBP', undefined],
    ['GBP 1.5', undefined],
  ])('are pairs, separated by commas: %j', (text, amounts) => expect(amountsIn(text)).toEqual(amounts));
  it('are shown as they are typed', () => expect(amountsText({ GBP: 100, EUR: 120 })).toBe('GBP 100, EUR 120'));
});
