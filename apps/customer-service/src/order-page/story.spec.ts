import { told, type Sentence } from './story';

const at = (minute: number) => `2026-01-05T09:${String(minute).padStart(2, '0')}:00.000Z`;
const tell = (story: readonly Sentence[], type: string, minute: number, text = type) =>
  told(story, { type, occurredAt: at(minute) }, text);
const causes = (story: readonly Sentence[]) => story.map(({ cause }) => cause);

describe('the story of an order', () => {
  it('is in order of time, in whatever order its events come', () =>
    expect(causes(tell(tell([], 'OrderConfirmed', 2), 'OrderPlaced', 1))).toEqual(['OrderPlaced', 'OrderConfirmed']));
  it('sorts events of one moment by cause and effect', () => {
    const story = tell(tell(tell([], 'OrderConfirmed', 1), 'OrderPlaced', 1), 'StockReserved', 1);
    expect(causes(story)).toEqual(['OrderPlaced', 'StockReserved', 'OrderConfirmed']);
  });
  it('tells a repeated event once', () => {
    const once = tell([], 'OrderPlaced', 1);
    expect(tell(once, 'OrderPlaced', 1)).toEqual(once);
  });
  it('tells of two parcels that left at the same moment', () =>
    expect(tell(tell([], 'ShipmentDispatched', 1, 'A'), 'ShipmentDispatched', 1, 'B')).toHaveLength(2));
  it('keeps its beginning and the latest events when it grows long', () => {
    let story: readonly Sentence[] = tell([], 'OrderPlaced', 0);
    for (let minute = 1; minute < 60; minute++) story = tell(story, 'PickStarted', minute);
    expect(story).toHaveLength(40);
    expect(causes(story)[0]).toBe('OrderPlaced');
    expect(story.at(-1)!.at).toBe(at(59));
  });
});
