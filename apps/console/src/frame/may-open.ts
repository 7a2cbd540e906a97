import { useMay } from '../session/session';
import { SCREENS } from './screens';

/** Screens that the navigation does not name, with the permission that shows them. */
const OTHERS: readonly { readonly to: string; readonly permission: string }[] = [
  { to: '/skus', permission: 'alignment.read' },
  { to: '/baskets', permission: 'order.place' },
  { to: '/price-proposals', permission: 'catalog.draft.read' },
  { to: '/return-parcels', permission: 'fulfilment.read' },
];

const PERMISSIONS: ReadonlyMap<string, string> = new Map(
  [...SCREENS, ...OTHERS].map(({ to, permission }) => [to, permission]),
);

/** Whether the person may open a screen: a link that ends in a refusal is not offered. */
export function useMayOpen(): (to: string) => boolean {
  const may = useMay();
  return (to) => {
    const permission = PERMISSIONS.get(`/${to.split('/')[1]}`);
    return permission !== undefined && may(permission);
  };
}
