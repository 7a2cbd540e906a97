import { useQuery } from '@tanstack/react-query';

/** Who shops, as the door tells it. */
export interface Session {
  readonly subject: string;
  readonly name: string;
  readonly permissions: readonly string[];
  /** Absent for staff who look at the shop. */
  readonly customerId?: string;
  readonly scopes: { readonly channels?: readonly string[] };
  /** Whether nobody signed in. */
  readonly guest: boolean;
  readonly signedInBy: 'provider' | 'development';
}

export const SESSION = ['session'];
const OWN_PAGE = { 'x-concord-csrf': '1' };

/** The session. Whoever has none becomes a guest. */
export async function loadSession(): Promise<Session> {
  const known = await fetch('/auth/session');
  if (known.ok) return (await known.json()) as Session;
  if (known.status !== 401) throw new Error(`The door answered ${known.status}.`);
  const guest = await fetch('/auth/guest', { method: 'POST', headers: OWN_PAGE });
  if (guest.ok) return (await guest.json()) as Session;
  // Where the door takes no guests, only customers shop.
  if (guest.status === 404) return signIn();
  throw new Error(`The door answered ${guest.status}.`);
}

/** Leaves the page, and comes back to it; never returns. */
export function signIn(): Promise<never> {
  const { pathname, search } = window.location;
  window.location.assign(`/auth/sign-in?returnTo=${encodeURIComponent(pathname + search)}`);
  return new Promise(() => undefined);
}

/** Ends the session; the shop begins anew for a guest. */
export async function signOut(): Promise<void> {
  const answer = await fetch('/auth/sign-out', { method: 'POST', headers: OWN_PAGE });
  const { url } = (await answer.json()) as { url: string };
  window.location.assign(url === '/' ? '/shop/' : url);
}

/** The session of a screen: screens are shown only once it is known. */
export function useSession(): Session {
  const { data } = useQuery({ queryKey: SESSION, queryFn: loadSession, staleTime: Infinity });
  if (!data) throw new Error('A screen was shown before the session was known.');
  return data;
}

/** The sales channel of the customer: businesses are known by their token. */
export const channelOf = ({ scopes }: Session): 'b2c' | 'b2b' => (scopes.channels?.includes('b2b') ? 'b2b' : 'b2c');
