import { CaseAssigned, CaseOpened, CaseReopened, CaseResolved } from './customer-service/case';
import {
  BuyerAdded,
  BuyerRemoved,
  CompanyChanged,
  CompanyRegistered,
  CompanyVatChecked,
} from './customer-service/company';
import {
  AddressRemoved,
  AddressSaved,
  ContactUpdated,
  CustomerErased,
  CustomerGrouped,
  CustomerRegistered,
  GuestErased,
} from './customer-service/customer';
import { ReturnRequestedByDesk } from './customer-service/return-request';

export * from './customer-service/company';
export * from './customer-service/customer';
export * from './customer-service/return-request';
export * from './customer-service/case';

/** What customer-service publishes on `customer-service.events`. */
export const customerServiceEvents = {
  CustomerRegistered,
  ContactUpdated,
  AddressSaved,
  AddressRemoved,
  CustomerGrouped,
  CustomerErased,
  GuestErased,
  CompanyRegistered,
  CompanyChanged,
  CompanyVatChecked,
  BuyerAdded,
  BuyerRemoved,
  ReturnRequestedByDesk,
  CaseOpened,
  CaseAssigned,
  CaseResolved,
  CaseReopened,
};
