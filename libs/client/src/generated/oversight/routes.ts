// Written by npm run generate from docs/openapi.
import type {
  EventRoute,
  Route,
} from '../../route';
import type {
  Audit,
  AuditPage,
  AuditUnderWay,
  Beliefs,
  Board,
  Drafted,
  DriftPage,
  History,
  Lamp,
  LiveChange,
  LiveMoment,
  MomentPage,
  OversightAlignmentHistoryData,
  OversightAlignmentOneData,
  OversightAlignmentPageData,
  OversightAlignmentSkuData,
  OversightAuditRunCurrentData,
  OversightAuditRunDriftsData,
  OversightAuditRunListData,
  OversightAuditRunRunData,
  OversightBeliefOrderData,
  OversightBeliefSkuData,
  OversightLampOneData,
  OversightLiveLiveData,
  OversightSettingApproveData,
  OversightSettingDraftData,
  OversightSettingListData,
  OversightSettingOneData,
  OversightSettingPreviewData,
  OversightSettingWithdrawData,
  OversightTimelineOrderData,
  OversightTimelineSkuData,
  Preview,
  Setting,
  Settings,
  Sku,
  Written,
} from './types';

/** The routes of oversight. */
export interface OversightRoutes {
  get: {
    /** All settings with the values in force. */
    '/v1/settings': Route<OversightSettingListData, Settings>;
    /** One setting with its versions. */
    '/v1/settings/{key}': Route<OversightSettingOneData, Setting>;
    /** Streams what happens and what changes, as server-sent events. */
    '/v1/alignment/live': EventRoute<OversightLiveLiveData, { moment: LiveMoment; changed: LiveChange; lamp: Lamp; resync: object; expired: object }>;
    /** Whether all departments agree, when that was checked, and who is behind. */
    '/v1/alignment/lamp': Route<OversightLampOneData, Lamp>;
    /** The SKUs that are in promotion or short, worst first. */
    '/v1/alignment/board': Route<OversightAlignmentPageData, Board>;
    /** What all departments say of a SKU, as of any moment. */
    '/v1/alignment/skus/{sku}': Route<OversightAlignmentSkuData, Sku>;
    /** The stock of a SKU over time, with what a chart marks. */
    '/v1/alignment/skus/{sku}/history': Route<OversightAlignmentHistoryData, History>;
    /** What all departments say of a SKU, as of any moment. */
    '/v1/alignment/{sku}': Route<OversightAlignmentOneData, Sku>;
    /** What happened to a SKU, in all departments, the latest first. */
    '/v1/timelines/skus/{sku}': Route<OversightTimelineSkuData, MomentPage>;
    /** What happened to an order, in all departments, the latest first. */
    '/v1/timelines/orders/{orderId}': Route<OversightTimelineOrderData, MomentPage>;
    /** What every service believes of a SKU, beside what the owner of the fact says. */
    '/v1/beliefs/skus/{sku}': Route<OversightBeliefSkuData, Beliefs>;
    /** What every service believes of an order, its parcels, returns and cases. */
    '/v1/beliefs/orders/{orderId}': Route<OversightBeliefOrderData, Beliefs>;
    /** Audits, the latest first: whether everyone agrees, and since when. */
    '/v1/audits': Route<OversightAuditRunListData, AuditPage>;
    /** How far the audit under way is. */
    '/v1/audits/current': Route<OversightAuditRunCurrentData, AuditUnderWay>;
    /** Values that differ between services, each with the event that is missing. */
    '/v1/drifts': Route<OversightAuditRunDriftsData, DriftPage>;
  };
  post: {
    /** What a value would have changed in the last 90 days. */
    '/v1/settings/{key}/preview': Route<OversightSettingPreviewData, Preview>;
    /** Drafts a value; another person approves it. */
    '/v1/settings/{key}/drafts': Route<OversightSettingDraftData, Drafted>;
    /** Approves a draft, as a second person: it becomes the next version. */
    '/v1/settings/{key}/drafts/{draftId}/approve': Route<OversightSettingApproveData, Written>;
    /** Withdraws a draft. */
    '/v1/settings/{key}/drafts/{draftId}/withdraw': Route<OversightSettingWithdrawData, Written>;
    /** Audits now, and answers with the result. */
    '/v1/audits': Route<OversightAuditRunRunData, Audit>;
  };
  put: {};
  patch: {};
  delete: {};
}
