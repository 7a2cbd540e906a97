import { useQuery } from '@tanstack/react-query';
import { shop } from '../shop';

/** One company. */
export const useCompany = (companyId: string, enabled = true) =>
  useQuery({
    queryKey: ['company', companyId],
    queryFn: async ({ signal }) =>
      (await shop.customerService.get('/v1/companies/{companyId}', { path: { companyId }, signal })).data,
    enabled,
    meta: { hears: { services: ['customer-service'] } },
  });
