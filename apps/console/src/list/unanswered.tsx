import { ProblemView } from '../problem/problem-view';
import { Loading } from './loading';

interface UnansweredProps {
  readonly query: { readonly error: unknown; readonly refetch: () => unknown };
  readonly size?: 'sm' | 'md';
}

/**
 * Stands in the place of data that have not come: why not, or that they are on their way. Data that are there stay where a
 * later request fails: what a person types beside them must not be lost.
 */
export const Unanswered = ({ query: { error, refetch }, size = 'md' }: UnansweredProps) =>
  error ? <ProblemView error={error} onRetry={() => void refetch()} /> : <Loading size={size} />;
