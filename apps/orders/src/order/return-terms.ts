import { RETURN_GRADE_PERCENTS, RETURN_WINDOW_DAYS } from '@concord/contracts';
import type { Settings } from '@concord/event-sourcing';
import type { Placed } from './order-state';

/** What an order promises about returns. It keeps the settings of its day. */
export type ReturnTerms = Pick<Placed, 'returnWindowDays' | 'returnGradePercents'>;

export const returnTerms = (settings: Settings, orderedAt: string): ReturnTerms => ({
  returnWindowDays: settings.of(RETURN_WINDOW_DAYS, orderedAt),
  returnGradePercents: settings.of(RETURN_GRADE_PERCENTS, orderedAt),
});
