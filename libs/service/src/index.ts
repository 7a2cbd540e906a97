export { main, migrate, startService, type RunningService, type ServiceDeclaration } from './start-service';
export { documentOf } from './document-of';
export { LOG, service, type ServiceParts } from './service.module';
export type { Invariant } from './invariant';
export { CONFIG, readConfig, REQUESTS_A_CORE, VARIABLES, type ServiceConfig } from './config';
export { readServers, SERVER_VARIABLE_NAMES, type GivenServers } from './server-access';
export {
  ConfigProblem,
  defaulted,
  oneOfWords,
  optional,
  readVariables,
  refuseProblems,
  required,
  secretOf,
  textLike,
  wholeWithin,
  type ValuesOf,
  type Variable,
} from './variables';
export * from './field';
export { readBody, type Row } from './input';
export * from './row';
export * from './skus-in';
export { Problem, type FieldProblem } from './problem';
export { Incoming, IncomingRequest } from './incoming';
export { Commands, Made, Written, type Wish } from './commands';
export { Changes } from './changes';
export { nameFile, PaperQuery } from './paper-answer';
export { inTurns } from './in-turns';
export { Freshness } from './freshness';
export { AnswersEvents, EventStreams, serverSentEvent, type EventStream } from './event-streams';
export { Gauges } from './gauges';
export { Page, PageQuery, Views, type Order } from './reading';
export {
  AddressRequest,
  flatAddress,
  sealAddress,
  SHOWN_ADDRESS,
  SHOWN_ADDRESS_PARTS,
  type SealedAddress,
} from './vault/address';
export { ContactRequest, findableBy, SHOWN_CONTACT } from './vault/contact';
export { fact, mirrors, mirrorsEach, type AuditedRow, type Fact, type Mirror, type Values } from './audit/facts';
export { believed, type Believed, type ViewSaid } from './audit/beliefs';
export { columnsThatDiffer, differences, missingEvent, type Difference, type FactStep } from './audit/compare';
export { hearsOthers, mirrorsOf } from './audit/declared';
export { feedAddresses, feedToken } from './feed-over-http';
export { CurrentSettings } from './settings/current-settings';
export { settingsFact, settingsOf, SettingRow } from './settings/settings.projection';
export { shown, type PersonalMembers } from './vault/shown';
export { voucherCodeHash } from './vault/voucher-code';
export { VoucherSearch } from './voucher-search';
export { Vault, type PersonalPaths } from './vault/vault';
export { TRIAL_MASTER_KEY } from './vault/master-key';
export { developmentMasterKey, developmentSessionKey } from './vault/development-master-key';
export { prepareVault } from './vault/prepare-vault';
export { MaskedType } from './masked-type';
export { ANY_VALUE, ANY_VALUE_OR_NULL, listOf, mapOf, objectOf, ValueProperty } from './value-schema';
export { Answers, AnswersFile, AnswersPage, OptionalBody, pageOf } from './answers.decorator';
export { Permit, Public, SignedIn } from './auth/permit.decorator';
export { TheCaller } from './auth/auth.guard';
export {
  actorOf,
  customersOf,
  demandAllChannels,
  demandAllWarehouses,
  demandChannel,
  demandForAnother,
  demandSecondPerson,
  isForOneself,
  demandSomeWarehouse,
  demandOneWarehouse,
  demandWarehouse,
  onlyOwn,
  reaches,
  sellsOn,
  worksIn,
  type Caller,
  type Scopes,
} from './auth/caller';
export { orderChannelsMirror, orderChannelsOf, OrderChannelRow, ownOrdersOf } from './auth/order-channels.projection';
export {
  isLimited,
  isNowhere,
  narrowToOwnChannels,
  OrderChannels,
  withinOwnCustomers,
  withinOwnOrders,
} from './auth/own-orders';
export { narrowToOwn } from './auth/own-warehouses';
export { demandShown, hiddenFrom, masked, withoutMembers, type Masked } from './auth/personal-data';
export { mayDo, type Permission, type Role } from './auth/permissions';
export { developmentIssuer, type DevelopmentIssuer, type DevelopmentToken } from './auth/development-issuer';
export { permissionsOf, isRole, ROLES } from './auth/permissions';
export { guestIssuer, type GuestIssuer } from './auth/guest-issuer';
export { verifierFor, type TokenVerifier } from './auth/token-verifier';
export { CALLER_RATES, CallerLimits, OPEN_RATE, STRANGER_RATE, tooMany, type Rate } from './caller-limits';
export { BODY_BYTES_MAX, guard, serverOptions, type SignedRequest } from './http-server';
export { newLog } from './log';
export { ProblemCounts, ProblemFilter } from './problem.filter';
export { runUntilStopped, type RunningProgram } from './process/run-until-stopped';
export { MASTER_KEY } from './vault/master-key';
