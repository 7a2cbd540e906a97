import { useQuery } from '@tanstack/react-query';

/** Who is signed in, as the door tells it. */
export interface Session {
  readonly subject: string;
  readonly name: string;
  readonly kind: 'user' | 'customer' | 'system';
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  readonly customerId?: string;
  readonly scopes: { readonly warehouseIds?: readonly string[]; readonly channels?: readonly string[] };
  readonly signedInBy: 'provider' | 'development';
  /** ISO 8601: the person signs in again then. */
  readonly endsAt: string;
}

export const SESSION = ['session'];

/** The session; goes to the sign-in where there is none. */
export async function loadSession(): Promise<Session> {
  const answer = await fetch('/auth/session');
  if (answer.status === 401) return signIn();
  if (!answer.ok) throw new Error(`The door answered ${answer.status}.`);
  return (await answer.json()) as Session;
}

/** Leaves the page; never returns. */
export function signIn(): Promise<never> {
  const { pathname, search, hash } = window.location;
  window.location.assign(`/auth/sign-in?returnTo=${encodeURIComponent(pathname + search + hash)}`);
  return new Promise(() => undefined);
}

export async function signOut(): Promise<void> {
  const answer = await fetch('/auth/sign-out', { method: 'POST', headers: { 'x-concord-csrf': '1' } });
  const { url } = (await answer.json()) as { url: string };
  window.location.assign(url);
}

/** The session of a screen: screens are shown only to those who are signed in. */
export function useSession(): Session {
  const { data } = useQuery({ queryKey: SESSION, queryFn: loadSession, staleTime: Infinity });
  if (!data) throw new Error('A screen was shown before the session was known.');
  return data;
}

/** Whether the person may do this at a warehouse; without a warehouse, at all of them. */
export function useMayAt(): (permission: string, warehouse?: string | null) => boolean {
  const { permissions, scopes } = useSession();
  const { warehouseIds } = scopes;
  const worksAt = (warehouse: string | null | undefined) =>
    warehouseIds === undefined || (typeof warehouse === 'string' && warehouseIds.includes(warehouse));
  return (permission, warehouse) => permissions.includes(permission) && worksAt(warehouse);
}

/** Whether the person may do this: what they may not do is not offered. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}
