import { QueryClient } from '@tanstack/react-query';
import { isProblem } from '@concord/client';

/** The live stream says what has changed; what it does not cover is asked again after so long. */
const STALE_MS = 15_000;

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: STALE_MS,
      // The client has retried already what can pass.
      retry: false,
      refetchOnWindowFocus: true,
      throwOnError: (error) => isProblem(error) && error.status === 401,
    },
  },
});
