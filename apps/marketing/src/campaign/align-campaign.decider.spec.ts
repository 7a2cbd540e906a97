import {
  fold,
  Rejection,
  SPEC_TIME,
  type Actor,
  type Aggregate,
  type Command,
  type DomainEvent,
} from '@concord/event-sourcing';
import { CAMPAIGN_COVERAGE } from '@concord/contracts';
import { activated, defined, promotionId } from '../promotion/examples';
import { promotionAggregate } from '../promotion/promotion.aggregate';
import { promotedSku } from '../stock/promoted-sku.aggregate';
import { UNKNOWN, type StockChange } from '../stock/stock-facts';
import { alignCampaign } from './align-campaign.decider';
import { campaignAggregate } from './campaign.aggregate';
import { planCampaign } from './plan-campaign.decider';

const campaignId = 'c1';
const bounds = CAMPAIGN_COVERAGE.initial;
const batch = { people: 500, percent: 1 };
const person = (id: string): Actor => ({ kind: 'user', id, role: 'tester' });
const plan = {
  campaignId,
  name: 'Spring',
  channels: ['email'],
  skus: ['MUG'],
  promotionId,
  from: '2026-01-01T00:00:00.000Z',
  to: '2026-01-31T00:00:00.000Z',
  expected: { reach: 2_000, conversionMilli: 50, unitsPerOrderMilli: 1_000 },
  upliftMilli: 1_000,
  audience: 1_000,
};

/** Streams in memory; each command goes to its decider, as in the service. */
function story() {
  const streams = new Map<string, DomainEvent[]>([[`promotion/${promotionId}`, [defined(), activated()]]]);
  let version = 0;
  const state = (aggregate: Aggregate, id: string) => fold(aggregate, streams.get(`${aggregate.kind}/${id}`) ?? []);
  const self = {
    last: [] as string[],
    refusal: undefined as string | undefined,
    campaign: () => state(campaignAggregate, campaignId),
    promotion: () => state(promotionAggregate, promotionId).status,
    watchers: () => state(promotedSku, 'MUG').campaigns,
    take(command: Command, { by = 'mia', at = SPEC_TIME } = {}) {
      const decider = [alignCampaign, planCampaign].find(({ commands }) => commands.includes(command.type as never))!;
      const stamped = { ...command, at, by: person(by) };
      const result = decider.decideJointly(stamped as never, state as never);
      self.refusal = result instanceof Rejection ? result.code : undefined;
      if (result instanceof Rejection) return self;
      self.last = result.flatMap(({ events }) => events.map(({ type }) => type));
      for (const { to, id, events } of result) {
        for (const event of events) expect(to.events[event.type]!.problems(event.data)).toEqual([]);
        streams.set(`${to.kind}/${id}`, [...(streams.get(`${to.kind}/${id}`) ?? []), ...events]);
      }
      return self;
    },
    created: (more = {}) => self.take({ type: 'CreateCampaign', data: { ...plan, ...more } }),
    /** A person decides with this many known units. */
    decide(type: string, sellable: number, { level = 'ok', by = 'mia', at = SPEC_TIME, recipients = 0 } = {}) {
      version += 1;
      self.take({ type: 'WatchStock', data: { campaignId } });
      const seen = [{ sku: 'MUG', facts: { ...UNKNOWN, version, sellable, level }, baselineMilli: 0 }];
      return self.take(
        { type, data: { campaignId, seen, bounds, batch, ...(recipients && { recipients }) } },
        { by, at },
      );
    },
    /** Inventory publishes this many units. */
    hears(sellable: number, level = 'ok') {
      return self.says({ kind: 'available', sellable, level });
    },
    says(change: StockChange, heard = bounds) {
      version += 1;
      return self.take({ type: 'NoteStock', data: { sku: 'MUG', version, change, bounds: heard } });
    },
    runs: () => self.created().decide('SubmitCampaign', 500).decide('ActivateCampaign', 500),
  };
  return self;
}
const statusOf = (told: ReturnType<typeof story>) => told.campaign().status;

describe('submitting a campaign', () => {
  it('schedules it where there is enough stock', () => {
    const told = story().created().decide('SubmitCampaign', 500);
    expect(told.last).toEqual(['StockFactsSeen', 'CampaignSubmitted', 'CampaignStockEvaluated', 'CampaignScheduled']);
  });
  it('schedules it at a risk', () =>
    expect(statusOf(story().created().decide('SubmitCampaign', 90))).toBe('scheduled'));
  it('holds it before anything is sent where stock is short', () => {
    const told = story().created().decide('SubmitCampaign', 10);
    expect(told.last).toEqual(['StockFactsSeen', 'CampaignSubmitted', 'CampaignStockEvaluated', 'CampaignHeld']);
  });
  it('holds it where the stock of a SKU is unknown', () =>
    expect(statusOf(story().created().decide('SubmitCampaign', 0, { level: 'out' }))).toBe('held'));
  it('is refused for a running campaign', () =>
    expect(story().runs().decide('SubmitCampaign', 500).refusal).toBe('campaign-not-submittable'));
  it('is refused after the window', () =>
    expect(story().created().decide('SubmitCampaign', 500, { at: plan.to }).refusal).toBe('campaign-window-over'));
  it('needs a campaign', () => expect(story().decide('SubmitCampaign', 500).refusal).toBe('campaign-unknown'));
});

describe('a campaign that tells people', () => {
  const nobody = { reach: 0, conversionMilli: 0, unitsPerOrderMilli: 0 };
  it.each(['email', 'sms', 'push'])('by %s says how many before it is submitted', (channel) => {
    const by = { channels: ['web', channel] };
    const submitted = (more: object) =>
      story()
        .created({ ...by, ...more })
        .decide('SubmitCampaign', 500);
    expect(submitted({ expected: nobody, audience: undefined }).refusal).toBe('campaign-reaches-nobody');
    expect(submitted({ expected: nobody, audience: 0 }).refusal).toBe('campaign-reaches-nobody');
    expect(statusOf(submitted({ expected: nobody, audience: 1 }))).toBe('scheduled');
    expect(statusOf(submitted({ expected: { ...nobody, reach: 1 }, audience: undefined }))).toBe('scheduled');
  });
});

describe('starting and sending', () => {
  it('weighs stock again, and activates the promotion', () => {
    const told = story().runs();
    expect(told.last.slice(-2)).toEqual(['CampaignStockEvaluated', 'CampaignActivated']);
    expect(told.promotion()).toBe('active');
  });
  it('holds it at the start where stock has sold out meanwhile', () =>
    expect(statusOf(story().created().decide('SubmitCampaign', 500).decide('ActivateCampaign', 10))).toBe('held'));
  it('holds it at the start where stock is low', () =>
    expect(
      statusOf(story().created().decide('SubmitCampaign', 500).decide('ActivateCampaign', 500, { level: 'low' })),
    ).toBe('held'));
  it('needs a schedule', () =>
    expect(story().created().decide('ActivateCampaign', 500).refusal).toBe('campaign-not-scheduled'));
  it('waits for the window', () =>
    expect(
      story()
        .created({ from: '2026-01-20T00:00:00.000Z' })
        .decide('SubmitCampaign', 500)
        .decide('ActivateCampaign', 500).refusal,
    ).toBe('campaign-window-not-open'));
  it('weighs stock again before every batch', () => {
    const told = story().runs().decide('SendBatch', 500, { recipients: 500 });
    expect(told.last.slice(-2)).toEqual(['CampaignStockEvaluated', 'CampaignBatchSent']);
    expect(told.campaign()).toMatchObject({ batches: 1, recipients: 500 });
  });
  it('sends no batch that stock does not carry, and pauses', () => {
    const told = story().runs().decide('SendBatch', 4, { recipients: 500, level: 'low' });
    expect(told.last.slice(-2)).toEqual(['CampaignPaused', 'PromotionPaused']);
  });
  it('sends to a few at a time, or to one in a hundred of a large audience', () => {
    expect(story().runs().decide('SendBatch', 500, { recipients: 501 }).refusal).toBe('batch-too-large');
    const large = () =>
      story().created({ audience: 100_000 }).decide('SubmitCampaign', 9_000).decide('ActivateCampaign', 9_000);
    expect(large().decide('SendBatch', 9_000, { recipients: 1_000 }).campaign().recipients).toBe(1_000);
    expect(large().decide('SendBatch', 9_000, { recipients: 1_001 }).refusal).toBe('batch-too-large');
  });
  it('counts on everybody who may be told, even where no buyers are planned', () => {
    const nobody = { reach: 0, conversionMilli: 0, unitsPerOrderMilli: 0 };
    const hoped = { expected: nobody, audience: 1_000_000 };
    expect(statusOf(story().created(hoped).decide('SubmitCampaign', 10))).toBe('held');
    expect(statusOf(story().created(hoped).decide('SubmitCampaign', 1_200))).toBe('scheduled');
  });
  it('counts on everybody who was told, where no audience is planned', () => {
    const nobody = { reach: 0, conversionMilli: 0, unitsPerOrderMilli: 0 };
    const told = story()
      .created({ expected: nobody, audience: undefined, channels: ['web'] })
      .decide('SubmitCampaign', 1)
      .decide('ActivateCampaign', 1)
      .decide('SendBatch', 1, { recipients: 500 })
      .decide('SendBatch', 1, { recipients: 500 })
      .decide('SendBatch', 1, { recipients: 500 });
    expect(told.campaign()).toMatchObject({ recipients: 1_000, status: 'paused' });
  });
  it('weighs the planned reach as it weighs a batch, where no buyers are planned', () => {
    const reached = { expected: { reach: 10_000, conversionMilli: 0, unitsPerOrderMilli: 0 }, audience: undefined };
    expect(statusOf(story().created(reached).decide('SubmitCampaign', 2))).toBe('held');
    const told = story().created(reached).decide('SubmitCampaign', 30).decide('ActivateCampaign', 30);
    expect(told.decide('SendBatch', 30, { recipients: 500 }).campaign()).toMatchObject({ recipients: 500 });
  });
  it('sends nothing beyond the audience', () => {
    const told = story()
      .runs()
      .decide('SendBatch', 500, { recipients: 500 })
      .decide('SendBatch', 500, { recipients: 500 })
      .decide('SendBatch', 500, { recipients: 1 });
    expect(told.refusal).toBe('audience-exceeded');
  });
  it('sends nothing while it is paused', () =>
    expect(story().runs().hears(3, 'low').decide('SendBatch', 500, { recipients: 1 }).refusal).toBe(
      'campaign-not-active',
    ));
});

describe('stock that moves', () => {
  it('pauses a running campaign and its promotion when stock runs low', () => {
    const told = story().runs().hears(4, 'low');
    expect([statusOf(told), told.promotion()]).toEqual(['paused', 'paused']);
  });
  it('pauses once', () => expect(story().runs().hears(4, 'low').hears(3, 'low').last).toEqual(['StockMoved']));
  it('resumes when stock is well above the threshold and stays there', () => {
    const told = story().runs().hears(4, 'low').hears(500);
    expect(told.last).toEqual(['StockMoved', 'CampaignRecovering']);
    told.take({ type: 'ResumeCampaign', data: { campaignId, bounds } });
    expect([statusOf(told), told.promotion()]).toEqual(['active', 'active']);
  });
  it('does not resume just above the threshold', () =>
    expect(story().runs().hears(4, 'low').hears(110).last).toEqual(['StockMoved']));
  it('resumes from where the shop says', () => {
    const soon = { ...bounds, resume: bounds.clear };
    const told = story().runs().hears(4, 'low').says({ kind: 'available', sellable: 125, level: 'ok' }, soon);
    expect(told.last).toEqual(['StockMoved', 'CampaignRecovering']);
  });
  it('does not resume when stock fell again', () => {
    const told = story().runs().hears(4, 'low').hears(500).hears(4, 'low');
    expect(told.last).toEqual(['StockMoved', 'CampaignRelapsed']);
    expect(statusOf(told.take({ type: 'ResumeCampaign', data: { campaignId, bounds } }))).toBe('paused');
  });
  it('schedules a held campaign by itself', () =>
    expect(story().created().decide('SubmitCampaign', 10).hears(500).last).toEqual([
      'StockMoved',
      'CampaignStockEvaluated',
      'CampaignScheduled',
    ]));
  it('counts units that are on their way', () =>
    expect(
      statusOf(
        story()
          .created()
          .decide('SubmitCampaign', 40)
          .says({ kind: 'expected', purchaseOrderId: 'po', quantity: 300, eta: '2026-01-10T00:00:00.000Z' }),
      ),
    ).toBe('scheduled'));
  it('does not schedule it at a risk', () =>
    expect(statusOf(story().created().decide('SubmitCampaign', 10).hears(90))).toBe('held'));
  it('holds a scheduled campaign when stock is gone', () =>
    expect(statusOf(story().created().decide('SubmitCampaign', 500).hears(10))).toBe('held'));
  it('records nothing of a SKU without a campaign', () => expect(story().hears(3, 'low').last).toEqual([]));
  it('is ignored after the campaign', () => {
    const told = story().runs().take({ type: 'CompleteCampaign', data: { campaignId } });
    expect(told.watchers()).toEqual([]);
    expect(told.hears(3, 'low').last).toEqual([]);
  });
});

describe('overriding a hold', () => {
  const held = () => story().created().decide('SubmitCampaign', 10);
  const propose = { type: 'OverrideHold', data: { campaignId, reason: 'brand week', hours: 24, hoursMax: 168 } };
  const acknowledge = { type: 'AcknowledgeOverride', data: { campaignId } };
  it('takes two people, neither the submitter', () => {
    expect(held().take(propose, { by: 'mia' }).refusal).toBe('second-person-needed');
    expect(held().take(propose, { by: 'hal' }).take(acknowledge, { by: 'hal' }).refusal).toBe('second-person-needed');
    expect(held().take(propose, { by: 'hal' }).take(acknowledge, { by: 'mia' }).refusal).toBe('second-person-needed');
    expect(held().take(acknowledge, { by: 'ivan' }).refusal).toBe('override-not-proposed');
  });
  it('lasts no longer than the shop allows', () => {
    const longer = { ...propose, data: { ...propose.data, hoursMax: 23 } };
    expect(held().take(longer, { by: 'hal' }).refusal).toBe('override-too-long');
  });
  const overridden = () => held().take(propose, { by: 'hal' }).take(acknowledge, { by: 'ivan' });
  const soon = '2026-01-06T09:00:00.000Z';
  it('gives way where nothing remains to be sold', () => {
    expect(statusOf(overridden().decide('ActivateCampaign', 10).hears(0, 'out'))).toBe('paused');
    expect(statusOf(overridden().decide('ActivateCampaign', 0, { level: 'out' }))).toBe('held');
    expect(statusOf(overridden().decide('ActivateCampaign', 10).decide('SendBatch', 0, { level: 'out' }))).toBe(
      'paused',
    );
  });
  it('is not acknowledged where nothing remains to be sold', () =>
    expect(held().hears(0, 'out').take(propose, { by: 'hal' }).take(acknowledge, { by: 'ivan' }).refusal).toBe(
      'campaign-sold-out',
    ));
  it('is not acknowledged when its time is over', () =>
    expect(held().take(propose, { by: 'hal' }).take(acknowledge, { by: 'ivan', at: soon }).refusal).toBe(
      'override-time-over',
    ));
  it('ends at its time: stock decides again', () => {
    const told = overridden().decide('ActivateCampaign', 10);
    const due = { type: 'EndOverride', data: { campaignId, reason: 'its time is up', onlyIfDue: true, bounds } };
    expect(told.take(due).last).toEqual([]);
    expect(told.take(due, { at: soon }).last).toEqual([
      'CampaignOverrideEnded',
      'CampaignStockEvaluated',
      'CampaignPaused',
      'PromotionPaused',
    ]);
  });
  it('is taken back by people', () => {
    const back = { type: 'EndOverride', data: { campaignId, reason: 'a mistake', bounds } };
    expect(statusOf(overridden().take(back))).toBe('held');
    expect(held().take(back).refusal).toBe('override-not-in-force');
  });
  it('lets a batch be sent, and stock does not pause the campaign', () => {
    const told = held().take(propose, { by: 'hal' }).take(acknowledge, { by: 'ivan' });
    expect(told.last).toEqual(['CampaignHoldOverridden', 'CampaignScheduled']);
    expect(statusOf(told.decide('ActivateCampaign', 10).hears(3, 'low'))).toBe('active');
  });
  it('needs a hold', () => expect(story().created().take(propose, { by: 'hal' }).refusal).toBe('campaign-not-held'));
});

describe('planning and ending', () => {
  it('needs a promotion that exists, a window, and each SKU once', () => {
    expect(story().created({ promotionId: 'p9' }).refusal).toBe('promotion-unknown');
    expect(story().created({ to: plan.from }).refusal).toBe('window-empty');
    expect(story().created({ skus: ['MUG', 'MUG'] }).refusal).toBe('sku-repeated');
    expect(story().created().created().refusal).toBe('campaign-exists');
  });
  const cancel = { type: 'CancelCampaign', data: { campaignId, reason: 'no' } };
  const complete = { type: 'CompleteCampaign', data: { campaignId } };
  const end = { type: 'EndCampaignWindow', data: { campaignId } };
  it('is cancelled before it runs, completed after', () => {
    expect(statusOf(story().created().take(cancel))).toBe('cancelled');
    expect(story().runs().take(cancel).refusal).toBe('campaign-has-run');
    expect(story().created().take(complete).refusal).toBe('campaign-not-active');
  });
  it('ends with its window', () => {
    expect(statusOf(story().runs().take(end))).toBe('completed');
    expect(statusOf(story().created().take(end))).toBe('cancelled');
    expect(story().runs().take(complete).take(end).last).toEqual([]);
  });
  it('leaves a promotion that stock paused to people', () => {
    const told = story().runs().hears(4, 'low').take(complete);
    expect(told.last.at(-1)).toBe('PromotionPaused');
  });
});

describe('changing the plan of a campaign', () => {
  const replan = (told: ReturnType<typeof story>, data: object) =>
    told.take({ type: 'ReplanCampaign', data: { campaignId, ...data } });
  const heldFor = (sellable: number) => story().created().decide('SubmitCampaign', sellable);

  it('lets a held campaign go to as many people as its stock carries', () => {
    const told = heldFor(60);
    expect(statusOf(told)).toBe('held');
    replan(told, { reach: 900, audience: 900 });
    expect([told.last, statusOf(told)]).toEqual([['CampaignReplanned'], 'held']);
    expect(statusOf(told.decide('SubmitCampaign', 60))).toBe('scheduled');
  });
  it('keeps what is not named', () => {
    const told = replan(story().created(), { to: '2026-02-28T00:00:00.000Z' });
    const { from, to, expected, audience } = told.campaign().plan!;
    expect({ from, to, expected, audience }).toEqual({
      from: plan.from,
      to: '2026-02-28T00:00:00.000Z',
      expected: plan.expected,
      audience: plan.audience,
    });
  });
  it('changes nothing where the plan is so already', () =>
    expect(replan(story().created(), { reach: 2_000, audience: 1_000 }).last).toEqual([]));
  it('is for a campaign that nothing was promised of yet', () =>
    expect(replan(story().runs(), { reach: 900 }).refusal).toBe('campaign-not-changeable'));
  it('takes no window that ends before it begins, or has ended', () => {
    expect(replan(story().created(), { from: '2026-02-28T00:00:00.000Z' }).refusal).toBe('window-empty');
    const past = { from: '2025-01-01T00:00:00.000Z', to: '2025-01-31T00:00:00.000Z' };
    expect(replan(story().created(), past).refusal).toBe('campaign-window-over');
  });
});
