import type { Vault } from '@concord/service';
import type { CartAddress } from './cart.aggregate';

/** The address of a basket, sealed for another subject: the customer who signed in, or the order of a guest. */
export async function sealedFor(subject: string, address: CartAddress, vault: Vault): Promise<CartAddress> {
  const opened = await vault.openIn(address, {
    'shipTo.address': 'address',
    'billTo.address': 'address',
    contact: 'contact',
  });
  const { shipTo, billTo, contact } = opened as { shipTo: Opened; billTo?: Opened; contact?: object };
  const place = async ({ address: parts, ...clear }: Opened) => {
    return { ...clear, ...(parts && { address: await vault.sealObject(subject, 'address', parts) }) };
  };
  return {
    shipTo: await place(shipTo),
    ...(billTo && { billTo: await place(billTo) }),
    ...(contact && { contact: await vault.sealObject(subject, 'contact', contact) }),
  };
}

type Opened = Omit<CartAddress['shipTo'], 'address'> & { readonly address?: object };
