import { isProblem } from '@concord/client';

/**
 * An answer, or null where the service does not know the thing, or shows it only to others: its absence is an ordinary
 * state of the screen, and a live event may end it.
 */
export async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (isProblem(error) && (error.status === 404 || error.status === 403)) return null;
    throw error;
  }
}
