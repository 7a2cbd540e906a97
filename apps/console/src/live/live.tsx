import { useQueryClient } from '@tanstack/react-query';
import { isProblem, type Oversight } from '@concord/client';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { signIn } from '../session/session';
import { shop } from '../shop';
import { Gathered } from './gathered';
import { isRefused } from './hears';

/** Something that happened, as the stream tells it. */
export type LiveMoment = Oversight.LiveMoment;

/** Whether what is on the screen is as it is now. */
export interface LiveState {
  readonly isLive: boolean;
  /** Since when it is live, or since when it is not. */
  readonly since: Date;
  /** The latest first. */
  readonly moments: readonly LiveMoment[];
}

const MOMENTS_KEPT = 30;

const Live = createContext<LiveState>({ isLive: false, since: new Date(), moments: [] });

export const useLive = (): LiveState => useContext(Live);

/** Listens to the one stream of the page, for those who may, and lets those queries ask again whose answers have changed. */
export function LiveProvider({ isOpen, children }: { readonly isOpen: boolean; readonly children: ReactNode }) {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>({ isLive: false, since: new Date(), moments: [] });
  useEffect(() => {
    if (!isOpen) return;
    const over = new AbortController();
    const fresh: LiveMoment[] = [];
    const gathered = new Gathered(queries, () => {
      const moments = fresh.splice(0).reverse();
      if (moments.length === 0) return;
      setState((before) => ({ ...before, moments: [...moments, ...before.moments].slice(0, MOMENTS_KEPT) }));
    });
    const onTurn = (isLive: boolean) =>
      setState((before) => (before.isLive === isLive ? before : { ...before, isLive, since: new Date() }));
    const listen = async () => {
      const stream = shop.oversight.events('/v1/alignment/live', { signal: over.signal, onTurn });
      for await (const { type, data } of stream) {
        if (type === 'moment') {
          if (fresh.length < MOMENTS_KEPT) fresh.push(data);
          gathered.add({ service: data.service });
        }
        if (type === 'changed') gathered.add(data);
        if (type === 'lamp') gathered.add({ lamp: true });
        if (type === 'resync') void queries.invalidateQueries({ predicate: (query) => !isRefused(query) });
      }
    };
    listen().catch((error: unknown) => {
      // The stream is opened again by itself until the session is over.
      if (isProblem(error) && error.status === 401) void signIn();
    });
    return () => {
      over.abort();
      gathered.stop();
    };
  }, [queries, isOpen]);
  return <Live value={state}>{children}</Live>;
}
