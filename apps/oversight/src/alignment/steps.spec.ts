import { withStep, type StepOfStream } from './steps';

const step = (stream: string, version: number, at: number): StepOfStream => ({
  at: `2026-03-01T10:0${at}:00.000Z`,
  stream,
  version,
});
const all = (...steps: readonly StepOfStream[]) => steps.reduce<readonly StepOfStream[]>(withStep, []);
const [authorised, settled] = [step('return-1', 1, 1), step('return-1', 2, 3)];
const [arrived, graded] = [step('return-receipt-1', 1, 2), step('return-receipt-1', 2, 3)];

describe('the steps of a row that hears several streams', () => {
  it('are the same however the streams are interleaved', () => {
    const one = all(authorised, arrived, graded, settled);
    expect(all(arrived, graded, authorised, settled)).toEqual(one);
    expect(all(authorised, settled, arrived, graded)).toEqual(one);
  });
  it('keep the order of their stream where the moments say another', () => {
    const late = step('return-1', 2, 0);
    expect(all(authorised, late)).toEqual([authorised, late]);
  });
});
