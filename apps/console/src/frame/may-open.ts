import { useSession } from '../session/session';
import { opens, SCREENS } from './screens';

/** Screens that the navigation does not name, with the permission that shows them. */
const OTHERS = [
  { to: '/skus', permission: 'alignment.read', isOverAll: true },
  { to: '/baskets', permission: 'order.place' },
  { to: '/categories', permission: 'catalog.draft.read' },
  { to: '/price-proposals', permission: 'catalog.draft.read' },
  { to: '/return-parcels', permission: 'fulfilment.read' },
];

const ALL: ReadonlyMap<string, Parameters<typeof opens>[1]> = new Map(
  [...SCREENS, ...OTHERS].map((screen) => [screen.to, screen]),
);

/** Whether the person may open a screen: a link that ends in a refusal is not offered. */
export function useMayOpen(): (to: string) => boolean {
  const session = useSession();
  return (to) => {
    const screen = ALL.get(`/${to.split('/')[1]}`);
    return screen !== undefined && opens(session, screen);
  };
}
