import type { RecordedEvent } from '@concord/event-sourcing';

/** A value from a moment on, in the order of its stream. */
interface From<T> {
  readonly at: number;
  readonly value: T;
}
type Line = { readonly sku: string; readonly quantity: number };
type Level = { readonly sellable: number; readonly level: string };

/** Something with SKUs that begins, changes its status and ends. */
interface Course {
  readonly skus: readonly string[];
  readonly steps: From<string>[];
  readonly verdicts: From<string>[];
}

interface Back {
  readonly lines: readonly Line[];
  readonly orderId: string;
  readonly openedAt: number;
  closedAt: number;
}

interface Case {
  readonly sku: string | undefined;
  readonly orderId: string | undefined;
  readonly open: From<boolean>[];
}

const listIn = <K, T>(map: Map<K, T[]>, key: K): T[] => {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
};

/**
 * What the topics tell, folded event by event, and no more than a proof needs. It shares no code with oversight, so the two
 * do not have the same faults.
 */
export class Told {
  readonly levels = new Map<string, From<Level>[]>();
  readonly moves = new Map<string, From<number>[]>();
  /** Units that each order waits for, by SKU and order. */
  readonly reserved = new Map<string, Map<string, From<number>[]>>();
  readonly incoming = new Map<string, Map<string, From<{ quantity: number; eta: string }>[]>>();
  readonly titles = new Map<string, From<string>[]>();
  readonly published = new Map<string, From<string>[]>();
  readonly promotions = new Map<string, Course>();
  readonly campaigns = new Map<string, Course>();
  readonly returns = new Map<string, Back>();
  readonly cases = new Map<string, Case>();
  /** The moment of each event. */
  readonly moments: number[] = [];

  learn({ type, data, occurredAt }: Pick<RecordedEvent, 'type' | 'occurredAt'> & { readonly data: unknown }): void {
    const at = Date.parse(occurredAt);
    this.moments.push(at);
    this.tell(type, data as never, at);
  }

  private tell(type: string, d: any, at: number): void {
    const move = (sku: string, value: number) => void listIn(this.moves, sku).push({ at, value });
    const wait = (lines: readonly Line[], sign: number) => {
      for (const { sku, quantity } of lines) {
        const orders = this.reserved.get(sku) ?? new Map<string, From<number>[]>();
        this.reserved.set(sku, orders);
        listIn(orders, d.orderId as string).push({ at, value: sign * quantity });
      }
    };
    const name = (skus: readonly string[], map: Map<string, From<string>[]>, value: string) => {
      for (const sku of skus) listIn(map, sku).push({ at, value });
    };
    switch (type) {
      case 'AvailabilityChanged':
        return void listIn(this.levels, d.sku).push({ at, value: { sellable: d.sellable, level: d.level } });
      case 'StockReceived':
      case 'UnitsReturned':
      case 'UnitsTakenOver':
        return move(d.sku, d.quantity);
      case 'StockAdjusted':
        return move(d.sku, d.delta);
      case 'StockWrittenOff':
      case 'StockReturnedToSupplier':
      case 'UnitsSoldAs':
        return move(d.sku, -d.quantity);
      case 'StockReserved':
      case 'BackorderFilled':
        return wait(d.allocations, 1);
      case 'ReservationReleased':
        return wait(d.allocations, -1);
      case 'ReservationMoved':
        return wait([{ sku: d.sku, quantity: d.missing }], -1);
      case 'StockShipped':
        for (const { sku, quantity } of d.lines as Line[]) move(sku, -quantity);
        return wait(d.lines, -1);
      case 'RestockExpected': {
        const orders = this.incoming.get(d.sku) ?? new Map();
        this.incoming.set(d.sku, orders);
        return void listIn(orders, d.purchaseOrderId).push({ at, value: { quantity: d.quantity, eta: d.eta } });
      }
      case 'VariantAdded':
        name([d.sku], this.titles, d.title);
        return name([d.sku], this.published, 'draft');
      case 'ProductRevised':
        return d.changed.title === undefined ? undefined : name(d.titledSkus, this.titles, d.changed.title);
      case 'ProductPublished':
        return name(d.skus, this.published, 'published');
      case 'ProductUnpublished':
        return name(d.skus, this.published, 'unpublished');
      case 'CaseOpened':
        return void this.cases.set(d.caseId, { ...d.refs, open: [{ at, value: true }] });
      case 'CaseResolved':
      case 'CaseReopened':
        return void this.cases.get(d.caseId)?.open.push({ at, value: type === 'CaseReopened' });
      case 'ReturnAuthorised':
        return void this.returns.set(d.returnId, {
          lines: d.lines,
          orderId: d.orderId,
          openedAt: at,
          closedAt: Number.POSITIVE_INFINITY,
        });
      case 'ReturnSettled':
      case 'ReturnCancelled':
      case 'ReturnExpired': {
        const back = this.returns.get(d.returnId);
        if (back) back.closedAt = at;
        return;
      }
      default:
        return this.course(type, d, at);
    }
  }

  /** Promotions and campaigns. */
  private course(type: string, d: any, at: number): void {
    const [, noun, verb] = /^(Promotion|Campaign)(\w+)$/.exec(type) ?? [];
    if (noun === undefined || verb === undefined) return;
    const status = STATUS[`${noun}${verb}`];
    const courses = noun === 'Promotion' ? this.promotions : this.campaigns;
    const id: string = noun === 'Promotion' ? d.promotionId : d.campaignId;
    if (status !== undefined) {
      const course = courses.get(id) ?? { skus: d.skus as string[], steps: [], verdicts: [] };
      courses.set(id, course);
      course.steps.push({ at, value: status });
    }
    if (type === 'CampaignStockEvaluated') courses.get(id)?.verdicts.push({ at, value: d.verdict });
  }
}

const STATUS: Readonly<Record<string, string | undefined>> = {
  PromotionActivated: 'active',
  PromotionPaused: 'paused',
  PromotionEnded: 'ended',
  CampaignCreated: 'draft',
  CampaignHeld: 'held',
  CampaignScheduled: 'scheduled',
  CampaignActivated: 'active',
  CampaignPaused: 'paused',
  CampaignResumed: 'active',
  CampaignCompleted: 'completed',
  CampaignCancelled: 'cancelled',
};
