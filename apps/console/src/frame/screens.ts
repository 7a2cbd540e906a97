import {
  IconAdjustments,
  IconArrowBackUp,
  IconBuildingStore,
  IconCash,
  IconCashBanknote,
  IconContract,
  IconFileInvoice,
  IconGift,
  IconLayoutDashboard,
  IconMessage2,
  IconPackage,
  IconReceipt,
  IconReceiptTax,
  IconServerCog,
  IconShirt,
  IconSpeakerphone,
  IconTag,
  IconTruckDelivery,
  IconTruckLoading,
  IconUsers,
} from '@tabler/icons-react';
import type { Session } from '../session/session';

/** The screens of the navigation, with the permission that shows them. */
export const SCREENS = [
  {
    to: '/board',
    says: 'frame.screens.board',
    permission: 'alignment.read',
    icon: IconLayoutDashboard,
    isOverAll: true,
  },
  { to: '/orders', says: 'frame.screens.orders', permission: 'order.read', icon: IconReceipt },
  { to: '/documents', says: 'frame.screens.documents', permission: 'document.read', icon: IconFileInvoice },
  { to: '/refunds', says: 'frame.screens.refunds', permission: 'payment.record', icon: IconCashBanknote },
  { to: '/returns', says: 'frame.screens.returns', permission: 'return.read', icon: IconArrowBackUp },
  { to: '/customers', says: 'frame.screens.customers', permission: 'customer.read', icon: IconUsers, isForStaff: true },
  { to: '/cases', says: 'frame.screens.cases', permission: 'case.read', icon: IconMessage2 },
  { to: '/parcels', says: 'frame.screens.parcels', permission: 'fulfilment.read', icon: IconPackage },
  {
    to: '/purchase-orders',
    says: 'frame.screens.purchaseOrders',
    permission: 'inventory.po.receive',
    icon: IconTruckLoading,
  },
  // Customers may read the catalog too; drafts are for staff.
  { to: '/products', says: 'frame.screens.products', permission: 'catalog.draft.read', icon: IconShirt },
  { to: '/campaigns', says: 'frame.screens.campaigns', permission: 'campaign.read', icon: IconSpeakerphone },
  { to: '/promotions', says: 'frame.screens.promotions', permission: 'promotion.read', icon: IconTag },
  { to: '/price-lists', says: 'frame.screens.prices', permission: 'catalog.draft.read', icon: IconCash },
  { to: '/companies', says: 'frame.screens.companies', permission: 'company.read', icon: IconBuildingStore },
  { to: '/quotes', says: 'frame.screens.quotes', permission: 'quote.read', icon: IconContract, isForStaff: true },
  // Customers may read ways to ship too; their screen is another one.
  { to: '/ship-options', says: 'frame.screens.shipOptions', permission: 'fulfilment.read', icon: IconTruckDelivery },
  { to: '/tax', says: 'frame.screens.tax', permission: 'tax.read', icon: IconReceiptTax },
  { to: '/vouchers', says: 'frame.screens.vouchers', permission: 'voucher.read', icon: IconGift },
  // The audits there are for all staff; each other part has a permission of its own.
  { to: '/operations', says: 'frame.screens.operations', permission: 'audit.read', icon: IconServerCog },
  { to: '/settings', says: 'frame.screens.settings', permission: 'setting.read', icon: IconAdjustments },
] as const;

interface Opened {
  readonly permission: string;
  /** It sums up all warehouses, which is not for people who work in some. */
  readonly isOverAll?: boolean;
  /** It is about customers, and not for them. */
  readonly isForStaff?: boolean;
}

/** Whether a screen is for the person who is signed in. */
export const opens = ({ kind, permissions, scopes }: Session, { permission, ...screen }: Opened): boolean =>
  permissions.includes(permission) &&
  !(screen.isOverAll && scopes.warehouseIds) &&
  !(screen.isForStaff && kind === 'customer');
