import { isProblem } from '@concord/client';

/** Whether a wrong member of a request is this one, or a part of it. */
export const isWithin = (member: string, path: string): boolean => member === path || member.startsWith(`${path}.`);

/** What is wrong with a member of a request, for the field in which it was typed; undefined where nothing is. */
export function wrongAt(error: unknown, path: string): string | undefined {
  if (!isProblem(error)) return undefined;
  const found = error.errors.filter((wrong) => isWithin(wrong.path, path));
  return found.map(({ message }) => message).join(' ') || undefined;
}
