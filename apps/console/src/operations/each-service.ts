import type { ServiceName } from '@concord/client';
import { useQueries } from '@tanstack/react-query';
import { DEPARTMENTS } from '../shop';

/** One attempt: a service that does not answer is shown as such, and asked again with the next look. */
export const ONE_ATTEMPT = { retry: false, timeoutMs: 5_000 } as const;

/** What a service answered, or why it did not. */
export interface Answered<T> {
  readonly service: ServiceName;
  readonly data: T | undefined;
  readonly error: unknown;
  /** Milliseconds since 1970; 0 where it has never answered. */
  readonly answeredAt: number;
  readonly isPending: boolean;
  readonly retry: () => void;
}

/** Asks all services at once, and again after so long. One that is away does not keep the others back. */
export function useEachService<T>(
  what: string,
  ask: (service: ServiceName, signal: AbortSignal) => Promise<T>,
  everyMs: number | false,
): readonly Answered<T>[] {
  const queries = useQueries({
    queries: DEPARTMENTS.map((service) => ({
      queryKey: ['operations', what, service],
      queryFn: ({ signal }: { signal: AbortSignal }) => ask(service, signal),
      refetchInterval: everyMs,
    })),
  });
  return queries.map(({ data, error, dataUpdatedAt, isPending, refetch }, n) => ({
    service: DEPARTMENTS[n]!,
    data: error ? undefined : data,
    error,
    answeredAt: dataUpdatedAt,
    isPending,
    retry: () => void refetch(),
  }));
}
