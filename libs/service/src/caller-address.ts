import { isIPv6 } from 'node:net';

/** An address of version 4 in the form of version 6. */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
/** A network of version 6, of which each customer of a provider has a whole one. */
const NETWORK_GROUPS = 4;
const GROUPS = 8;

/** Whom an address stands for: itself, and of version 6 its network, since one machine has all addresses of it. */
export function callerAddress(address: string): string {
  const [, mapped] = MAPPED.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [start = '', end] = address.replace(/%.*$/, '').split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const [first, last] = [groups(start), groups(end ?? '')];
  const zeros = end === undefined ? 0 : GROUPS - first.length - last.length;
  const all = first.concat(Array<string>(Math.max(0, zeros)).fill('0'), last);
  const network = all.slice(0, NETWORK_GROUPS).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
