// Written by npm run generate from docs/openapi.
import type {
  Route,
} from '../../route';
import type {
  BuyerPage,
  CampaignDesk,
  CampaignDeskPage,
  Case,
  CasePage,
  Company,
  CompanyPage,
  Customer,
  Customer360,
  CustomerPage,
  CustomerServiceBuyerAddData,
  CustomerServiceBuyerListData,
  CustomerServiceBuyerRemoveData,
  CustomerServiceCampaignListData,
  CustomerServiceCampaignOneData,
  CustomerServiceCaseAssignData,
  CustomerServiceCaseListData,
  CustomerServiceCaseOneData,
  CustomerServiceCaseOpenData,
  CustomerServiceCaseReopenData,
  CustomerServiceCaseResolveData,
  CustomerServiceCompanyAddData,
  CustomerServiceCompanyChangeData,
  CustomerServiceCompanyCheckData,
  CustomerServiceCompanyListData,
  CustomerServiceCompanyOneData,
  CustomerServiceCustomerContactData,
  CustomerServiceCustomerGroupData,
  CustomerServiceCustomerListData,
  CustomerServiceCustomerOneData,
  CustomerServiceCustomerPageData,
  CustomerServiceCustomerRegisterData,
  CustomerServiceCustomerRemoveAddressData,
  CustomerServiceCustomerSaveAddressData,
  CustomerServiceErasureEraseCustomerData,
  CustomerServiceErasureEraseGuestData,
  CustomerServiceErasureExportCustomerData,
  CustomerServiceErasureExportGuestData,
  CustomerServiceOrderPageExplainedData,
  CustomerServiceOrderPageListData,
  CustomerServiceOrderPageOneData,
  CustomerServiceReturnDeskCheckData,
  CustomerServiceReturnDeskListData,
  CustomerServiceReturnDeskOneData,
  CustomerServiceReturnDeskRequestData,
  CustomerServiceStockListData,
  Eligibility,
  ExplainedStatus,
  Order,
  OrderSummaryPage,
  PersonalData,
  RegisteredCustomer,
  Return,
  ReturnPage,
  StockFactPage,
  Written,
} from './types';

/** The routes of customer-service. */
export interface CustomerServiceRoutes {
  get: {
    /** Customers, registered or known by their orders. */
    '/v1/customers': Route<CustomerServiceCustomerListData, CustomerPage>;
    /** One customer, with contact and address book. */
    '/v1/customers/{customerId}': Route<CustomerServiceCustomerOneData, Customer>;
    /** A customer with orders, returns and cases. */
    '/v1/customers/{customerId}/360': Route<CustomerServiceCustomerPageData, Customer360>;
    /** Orders, the latest first; without lines and story. */
    '/v1/orders': Route<CustomerServiceOrderPageListData, OrderSummaryPage>;
    /** The page of an order: news of all services. */
    '/v1/orders/{orderId}': Route<CustomerServiceOrderPageOneData, Order>;
    /** The state of an order and its story, in plain sentences. */
    '/v1/orders/{orderId}/status-explained': Route<CustomerServiceOrderPageExplainedData, ExplainedStatus>;
    /** Returns, the latest first. */
    '/v1/return-desk': Route<CustomerServiceReturnDeskListData, ReturnPage>;
    /** One return. */
    '/v1/return-desk/{returnId}': Route<CustomerServiceReturnDeskOneData, Return>;
    /** Cases, the latest first. */
    '/v1/cases': Route<CustomerServiceCaseListData, CasePage>;
    /** One case. */
    '/v1/cases/{caseId}': Route<CustomerServiceCaseOneData, Case>;
    /** What can be ordered now: the named SKUs, or page by page. */
    '/v1/stock': Route<CustomerServiceStockListData, StockFactPage>;
    /** Campaigns, for answers to customers. */
    '/v1/campaigns': Route<CustomerServiceCampaignListData, CampaignDeskPage>;
    /** One campaign. */
    '/v1/campaigns/{campaignId}': Route<CustomerServiceCampaignOneData, CampaignDesk>;
    /** Companies, by name. */
    '/v1/companies': Route<CustomerServiceCompanyListData, CompanyPage>;
    /** One company. */
    '/v1/companies/{companyId}': Route<CustomerServiceCompanyOneData, Company>;
    /** The buyers of a company. */
    '/v1/companies/{companyId}/buyers': Route<CustomerServiceBuyerListData, BuyerPage>;
  };
  post: {
    /** Registers a customer; a repeated request with the same data changes nothing. */
    '/v1/customers': Route<CustomerServiceCustomerRegisterData, RegisteredCustomer>;
    /** Sets name, e-mail address and phone number of a customer. */
    '/v1/customers/{customerId}/contact': Route<CustomerServiceCustomerContactData, Written>;
    /** Takes an address out of the address book. */
    '/v1/customers/{customerId}/addresses/{addressId}/remove': Route<CustomerServiceCustomerRemoveAddressData, Written>;
    /** Erases the personal data of a customer. */
    '/v1/customers/{customerId}/erase': Route<CustomerServiceErasureEraseCustomerData, Written>;
    /** Everything that the shop keeps about a customer. */
    '/v1/customers/{customerId}/export': Route<CustomerServiceErasureExportCustomerData, PersonalData>;
    /** Erases the personal data of the guest who placed an order. */
    '/v1/guests/{orderId}/erase': Route<CustomerServiceErasureEraseGuestData, Written>;
    /** Everything that the shop keeps about the guest who placed an order. */
    '/v1/guests/{orderId}/export': Route<CustomerServiceErasureExportGuestData, PersonalData>;
    /** Checks line by line whether units can come back, and why not. */
    '/v1/return-desk/eligibility': Route<CustomerServiceReturnDeskCheckData, Eligibility>;
    /** Requests a return; orders authorises or rejects it. */
    '/v1/return-desk/requests': Route<CustomerServiceReturnDeskRequestData, Written>;
    /** Opens a case: one per order, kind and matter. */
    '/v1/cases': Route<CustomerServiceCaseOpenData, Written>;
    /** Assigns a case to an agent. */
    '/v1/cases/{caseId}/assign': Route<CustomerServiceCaseAssignData, Written>;
    /** Resolves a case with an outcome. */
    '/v1/cases/{caseId}/resolve': Route<CustomerServiceCaseResolveData, Written>;
    /** Reopens a case, as long as that is possible. */
    '/v1/cases/{caseId}/reopen': Route<CustomerServiceCaseReopenData, Written>;
    /** Registers a company; a repeated request with the same terms changes nothing. */
    '/v1/companies': Route<CustomerServiceCompanyAddData, Written>;
    /** Checks the VAT number of a company in the register, or records that a person did. */
    '/v1/companies/{companyId}/check-vat-number': Route<CustomerServiceCompanyCheckData, Written>;
    /** Ends that a customer orders for a company. */
    '/v1/companies/{companyId}/buyers/{customerId}/remove': Route<CustomerServiceBuyerRemoveData, Written>;
  };
  put: {
    /** Puts an address into the address book, in place of the one with this id. */
    '/v1/customers/{customerId}/addresses/{addressId}': Route<CustomerServiceCustomerSaveAddressData, Written>;
    /** Sets the groups of a customer, and no others. */
    '/v1/customers/{customerId}/groups': Route<CustomerServiceCustomerGroupData, Written>;
    /** Changes the terms of a company. */
    '/v1/companies/{companyId}': Route<CustomerServiceCompanyChangeData, Written>;
    /** Lets a customer order for a company, or changes the limit of a buyer. */
    '/v1/companies/{companyId}/buyers/{customerId}': Route<CustomerServiceBuyerAddData, Written>;
  };
  patch: {};
  delete: {};
}
