import { PromotionActivated } from '@concord/contracts';
import { givenProcess, recorded } from '@concord/event-sourcing';
import { endPromotionWhenItsWindowEnds } from './end-promotion-when-its-window-ends.process';
import { terms } from './examples';

describe('the window of a promotion', () => {
  it('ends the promotion, at once where the window is over', () => {
    const window = givenProcess(endPromotionWhenItsWindowEnds)();
    const activated = PromotionActivated.of({ ...terms, skus: [] });
    window.when(recorded(activated, { occurredAt: terms.to })).then({ timers: [{ name: 'end', inMs: 0 }] });
    window
      .whenTimeout('end', 'p1')
      .then({ commands: [{ type: 'EndPromotion', data: { promotionId: 'p1', reason: 'its window is over' } }] });
  });
});
