import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Search } from '../router';

/** The filters of a screen, which stand in its address, and how to change them. */
export function useFilters(): readonly [Search, (changes: Search) => void] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const change = (changes: Search) =>
    void navigate({ to: '.', search: { ...search, ...changes } as never, replace: true, resetScroll: false });
  return [search, change];
}
