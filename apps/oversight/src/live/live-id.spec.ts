import { liveIdText, parseLiveId, type LiveId } from './live-id';

const ids: LiveId[] = [
  { at: 1_796_057_314_000, build: '1796050000-12', since: '700:700:' },
  { at: 1_796_057_314_000, build: '1796050000-12', since: '700:712:703,709', until: '712:720:', count: 3 },
];

describe('the id of a message', () => {
  it.each(ids)('comes back as it was sent: %j', (id) => expect(parseLiveId(liveIdText(id))).toEqual(id));

  it.each([
    '',
    'x',
    'a_1-1',
    'a_1-1_7:5:',
    'a_1-1_0:5:',
    'a_1-1_5:9:12',
    'a_1-1_5:9:7,6',
    'a_1-1_5:9:7,7',
    'a_1-1_5:9:_5:9:',
    'a_1-1_5:9:_5:9:_x',
    'a_1-1_5:9:_5:9:_1_1',
    `a_1-1_5:9:${'6,'.repeat(5_000)}7`,
    "a_1-1_5:9:'; drop table moment_view",
  ])('is refused where nobody sent it: %s', (text) => expect(parseLiveId(text)).toBeUndefined());
});
