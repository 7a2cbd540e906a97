import { QueryClient } from '@tanstack/react-query';
import { isProblem } from '@concord/client';

const STALE_MS = 15_000;

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: STALE_MS,
      // The client has retried already what can pass.
      retry: false,
      throwOnError: (error) => isProblem(error) && error.status === 401,
    },
  },
});
