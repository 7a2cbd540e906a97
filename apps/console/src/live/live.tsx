import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { isTouched } from './hears';

/** Something that happened, as the stream tells it. */
export interface LiveMoment {
  readonly at: string;
  readonly service: string;
  readonly type: string;
  readonly words: string;
  readonly eventId: string;
  readonly sku?: string;
  readonly orderId?: string;
}

/** Whether what is on the screen is as it is now. */
export interface LiveState {
  readonly isLive: boolean;
  /** Since when it is live, or since when it is not. */
  readonly since: Date;
  /** The latest first. */
  readonly moments: readonly LiveMoment[];
}

const STREAM = '/oversight/v1/alignment/live';
/** What comes after a while of silence is shown at once; a burst of events makes each screen ask once in so long. */
const AT_ONCE_MS = 30;
const GATHER_MS = 250;
const MOMENTS_KEPT = 30;

const Live = createContext<LiveState>({ isLive: false, since: new Date(), moments: [] });

export const useLive = (): LiveState => useContext(Live);

/** Listens to the one stream of the page, for those who may, and lets those queries ask again whose answers have changed. */
export function LiveProvider({ isOpen, children }: { readonly isOpen: boolean; readonly children: ReactNode }) {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>({ isLive: false, since: new Date(), moments: [] });
  useEffect(() => {
    if (!isOpen) return;
    const source = new EventSource(STREAM);
    const [skus, orders, services] = [new Set<string>(), new Set<string>(), new Set<string>()];
    const fresh: LiveMoment[] = [];
    let lamp = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let toldAt = 0;
    const tell = () => {
      timer = undefined;
      toldAt = Date.now();
      const changed = { skus: new Set(skus), orders: new Set(orders), services: new Set(services), lamp };
      const moments = fresh.splice(0).reverse();
      [skus, orders, services].forEach((set) => set.clear());
      lamp = false;
      if (moments.length > 0)
        setState((before) => ({ ...before, moments: [...moments, ...before.moments].slice(0, MOMENTS_KEPT) }));
      void queries.invalidateQueries({ predicate: (query) => isTouched(query, changed) });
    };
    const soon = () => (timer ??= setTimeout(tell, Math.max(AT_ONCE_MS, toldAt + GATHER_MS - Date.now())));
    const on = (type: string, take: (data: never) => void) =>
      source.addEventListener(type, ({ data }) => {
        take(JSON.parse(String(data)) as never);
        soon();
      });
    on('moment', (moment: LiveMoment) => {
      services.add(moment.service);
      if (fresh.length < MOMENTS_KEPT) fresh.push(moment);
    });
    on('changed', (changed: { skus: string[]; orders: string[] }) => {
      for (const sku of changed.skus) skus.add(sku);
      for (const order of changed.orders) orders.add(order);
    });
    on('lamp', () => (lamp = true));
    on('resync', () => void queries.invalidateQueries());
    const turn = (isLive: boolean) =>
      setState((before) => (before.isLive === isLive ? before : { ...before, isLive, since: new Date() }));
    source.addEventListener('open', () => turn(true));
    source.addEventListener('error', () => turn(false));
    return () => {
      source.close();
      clearTimeout(timer);
    };
  }, [queries, isOpen]);
  return <Live value={state}>{children}</Live>;
}
