import { isProblem } from '@concord/client';

/**
 * An answer, or null where the service does not know the thing (yet): its absence is an ordinary state of the screen,
 * which a live event may end.
 */
export async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (isProblem(error) && error.status === 404) return null;
    throw error;
  }
}
