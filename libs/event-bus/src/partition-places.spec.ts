import { PartitionPlaces, type Mark } from './partition-places';

const first = { topic: 'till.events', partition: 0 };
const second = { topic: 'till.events', partition: 1 };
const stored = (nextOffset: number, partition = 0) => ({ ...first, partition, nextOffset, mark: markAt(nextOffset) });
const markAt = (offset: number) => (offset === 0 ? '0.0.0' : `1.${offset}.${offset}`);
const upTo = (nextOffset: number, partition = 0): ReadonlyMap<string, Mark> =>
  new Map([[`till.events/${partition}`, { nextOffset, mark: markAt(nextOffset) }]]);
const fetchFrom = (offset: number) => ({
  ...first,
  messages: [{ offset, key: 'till-1', value: null, headers: {} }],
});

describe('the places of a consumer', () => {
  const learned = (...positions: ReturnType<typeof stored>[]) => {
    const places = new PartitionPlaces();
    places.learned([first, second], positions);
    return places;
  };

  it('begin at the first message of a partition that has no stored position', () => {
    expect(learned(stored(4)).of(second)).toEqual({ nextOffset: 0, mark: '0.0.0', stored: 0 });
  });

  it('keep messages without an effect to themselves, until one has an effect', () => {
    const places = learned(stored(4));
    places.reached(upTo(6));
    expect(places.moves(upTo(3, 1))).toEqual([
      { ...first, fromOffset: 4, nextOffset: 6, mark: '1.6.6' },
      { ...second, fromOffset: 0, nextOffset: 3, mark: '1.3.3' },
    ]);
    places.settled(places.moves(upTo(3, 1)));
    expect(places.moves()).toEqual([]);
  });

  it('move only the mark for an event that the topic lost', () => {
    const places = learned(stored(4));
    const lost = new Map([['till.events/0', { nextOffset: 4, mark: '1.5.5' }]]);
    expect(places.moves(lost)).toEqual([{ ...first, fromOffset: 4, nextOffset: 4, mark: '1.5.5' }]);
  });

  it('are unknown again where they were read and not stored before a rebalance', () => {
    const places = learned(stored(4), stored(7, 1));
    places.reached(upTo(6));
    places.regrouped();
    places.dropUnsettledAfterRebalance();
    expect(places.unknownOf([first, second])).toEqual([first]);
  });

  it('are empty while a lost session leaves them in doubt', () => {
    const places = learned(stored(4));
    places.sessionLost();
    expect(places.known.size).toBe(0);
    places.compare(new Map(), [stored(4)], new Map());
    expect(places.known.get('till.events/0')).toMatchObject({ nextOffset: 4 });
  });

  describe('a fetch that begins beyond them', () => {
    it('makes the consumer seek back once; the second time the messages are missing from the topic', () => {
      const places = learned(stored(4));
      expect(places.mustSeekBack(fetchFrom(6))).toBe(true);
      expect(places.mustSeekBack(fetchFrom(6))).toBe(false);
    });

    it('makes it seek back again after a rebalance, which undoes the seek', () => {
      const places = learned(stored(4));
      places.mustSeekBack(fetchFrom(6));
      places.regrouped();
      expect(places.mustSeekBack(fetchFrom(6))).toBe(true);
    });

    it('makes it seek back again after a fetch at the right place', () => {
      const places = learned(stored(4));
      places.mustSeekBack(fetchFrom(6));
      expect(places.mustSeekBack(fetchFrom(4))).toBe(false);
      expect(places.mustSeekBack(fetchFrom(6))).toBe(true);
    });
  });

  describe('compared with the database', () => {
    it('are dropped where the database fell back behind them', () => {
      const places = learned(stored(4));
      expect(places.compare(places.known, [stored(2)], new Map())).toEqual([{ ...first, offset: 2 }]);
      expect(places.unknownOf([first, second])).toEqual([first]);
    });

    it('stay where the database was asked before the last delivery', () => {
      const places = learned(stored(4));
      const believed = places.known;
      places.settled(places.moves(upTo(9)));
      expect(places.compare(believed, [stored(4)], new Map())).toEqual([]);
    });

    it('are read again where messages wait and nothing moves between two comparisons', () => {
      const places = learned(stored(4));
      const ends = new Map([['till.events/0', 9]]);
      expect(places.compare(places.known, [stored(4)], ends)).toEqual([]);
      expect(places.compare(places.known, [stored(4)], ends)).toEqual([{ ...first, offset: 4 }]);
    });
  });
});
