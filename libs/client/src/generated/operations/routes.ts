// Written by npm run generate from docs/openapi.
import type {
  Route,
} from '../../route';
import type {
  AuditedRows,
  Checks,
  Declared,
  Discarded,
  Feed,
  Me,
  OperationsAuditDeclaredData,
  OperationsAuditFactData,
  OperationsAuditMirrorData,
  OperationsAuditStepsData,
  OperationsMeMeData,
  OperationsOperationsCheckInvariantsData,
  OperationsOperationsPositionsData,
  OperationsOperationsProjectionsData,
  OperationsOperationsRebuildData,
  OperationsParkedDiscardData,
  OperationsParkedListData,
  OperationsParkedOneData,
  OperationsParkedReplayData,
  OperationsRefusedListData,
  OperationsRetriesListData,
  OperationsStreamFeedData,
  OperationsStreamHistoryData,
  OperationsStreamStateData,
  Parked,
  ParkedPage,
  Positions,
  Projections,
  Rebuilt,
  RefusedPage,
  Replayed,
  RetryPage,
  Steps,
  StreamEventPage,
  StreamState,
} from './types';

/** The routes of every service, for those who run it. */
export interface OperationsRoutes {
  get: {
    /** The caller: roles, scopes and limits of the token, and what the caller may do in this service. */
    '/v1/me': Route<OperationsMeMeData, Me>;
    /** Projections, the last own event of each partition, and how far each source is applied. */
    '/v1/projections': Route<OperationsOperationsProjectionsData, Projections>;
    /** The last own event of each lane, and the last one of each source that is applied here. */
    '/v1/positions': Route<OperationsOperationsPositionsData, Positions>;
    /** The invariants of this service, each with its offenders: none when all is well. */
    '/v1/invariants': Route<OperationsOperationsCheckInvariantsData, Checks>;
    /** Messages that could not be applied, with the reason. */
    '/v1/parked': Route<OperationsParkedListData, ParkedPage>;
    /** One message that could not be applied, with its status. */
    '/v1/parked/{id}': Route<OperationsParkedOneData, Parked>;
    /** Refused commands of reactions, the latest first. */
    '/v1/refused': Route<OperationsRefusedListData, RefusedPage>;
    /** Calls to partners and timers that have failed and are retried, those with the most tries first. */
    '/v1/retries': Route<OperationsRetriesListData, RetryPage>;
    /** The history of one aggregate. */
    '/v1/streams/{kind}/{id}': Route<OperationsStreamHistoryData, StreamEventPage>;
    /** The state of one aggregate, now or at a moment. */
    '/v1/streams/{kind}/{id}/state': Route<OperationsStreamStateData, StreamState>;
    /** Public events of one partition after a position, as they were sent. */
    '/v1/feed': Route<OperationsStreamFeedData, Feed>;
    /** The facts of this service, and the facts of others that it repeats. */
    '/v1/audit': Route<OperationsAuditDeclaredData, Declared>;
    /** The rows of a fact, in one snapshot with the position of every lane. */
    '/v1/audit/facts/{name}': Route<OperationsAuditFactData, AuditedRows>;
    /** What a fact was after each of its events, the earliest first. */
    '/v1/audit/facts/{name}/{key}/steps': Route<OperationsAuditStepsData, Steps>;
    /** What a view of this service repeats of a fact of another one. */
    '/v1/audit/mirrors/{fact}/{view}': Route<OperationsAuditMirrorData, AuditedRows>;
  };
  post: {
    /** Rebuilds a projection beside the live table, and swaps it in; answers when done. */
    '/v1/projections/{name}/rebuild': Route<OperationsOperationsRebuildData, Rebuilt>;
    /** Discards a parked message. */
    '/v1/parked/{id}/discard': Route<OperationsParkedDiscardData, Discarded>;
    /** Replays a parked message, with all others of its key, in their order. */
    '/v1/parked/{id}/replay': Route<OperationsParkedReplayData, Replayed>;
  };
  put: {};
  patch: {};
  delete: {};
}
