import { firstLanguage } from './language';

describe('the language of a screen', () => {
  it('is the one that was chosen', () => expect(firstLanguage('it', ['en-GB'])).toBe('it'));
  it('is otherwise the first one of the browser that screens have', () =>
    expect(firstLanguage(null, ['de-CH', 'it-CH', 'en'])).toBe('it'));
  it('is English where the browser names none of them', () => {
    expect(firstLanguage(null, ['de'])).toBe('en');
    expect(firstLanguage('toString', [])).toBe('en');
  });
});
