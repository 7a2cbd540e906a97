import type { Answer, Given } from './call';
import type { Caller } from './caller';
import { listen } from './event-stream';
import type { SERVICES } from './generated/services';
import type { CallPath, DataOf, EventOf, EventPath, GivenTo, ItemOf, PagedPath, Routes } from './route';

/** The name of a service, as addresses have it. */
export type ServiceName = (typeof SERVICES)[keyof typeof SERVICES];

type Call<ByPath> = <P extends CallPath<ByPath>>(
  path: P,
  ...given: GivenTo<ByPath[P]>
) => Promise<Answer<DataOf<ByPath[P]>>>;

/**
 * The calls of one service. Each throws `Problem` for a refusal and `NoAnswer` where nobody answers, both after the
 * retries that the client allows.
 */
export interface ServiceClient<R extends Routes> {
  readonly get: Call<R['get']>;
  readonly post: Call<R['post']>;
  readonly put: Call<R['put']>;
  readonly patch: Call<R['patch']>;
  readonly delete: Call<R['delete']>;
  /** The items of a list, over all its pages. */
  pages<P extends PagedPath<R['get']>>(path: P, ...given: GivenTo<R['get'][P]>): AsyncGenerator<ItemOf<R['get'][P]>>;
  /**
   * The events of a stream. It is opened again where it breaks, behind the last event, until the loop over it or the
   * signal ends.
   */
  events<P extends EventPath<R['get']>>(path: P, ...given: GivenTo<R['get'][P]>): AsyncGenerator<EventOf<R['get'][P]>>;
}

/** The calls of a service, whose types are those of its routes. */
export function serviceClient<R extends Routes>(caller: Caller, service: ServiceName): ServiceClient<R> {
  const calls = (method: string) => (route: string, given?: Given) => caller.call(service, method, route, given);
  const untyped = {
    get: calls('GET'),
    post: calls('POST'),
    put: calls('PUT'),
    patch: calls('PATCH'),
    delete: calls('DELETE'),
    pages: (route: string, given?: Given) => pages(caller, service, route, given),
    events: (route: string, given?: Given) => listen(caller, service, route, given),
  };
  return untyped as unknown as ServiceClient<R>;
}

async function* pages(caller: Caller, service: ServiceName, route: string, given: Given = {}): AsyncGenerator {
  for (let cursor = given.query?.['cursor']; cursor !== null;) {
    const query = { ...given.query, cursor };
    const { data } = await caller.call(service, 'GET', route, { ...given, query });
    const page = data as { items: unknown[]; next: string | null };
    yield* page.items;
    cursor = page.next;
  }
}
