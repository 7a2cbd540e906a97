import { CALLER_RATES, STRANGER_RATE, tooMany, type Caller, type CallerLimits } from '@concord/service';
import type { FastifyRequest } from 'fastify';
import { callerAddress } from './caller-address';

/** Throws `Problem` 429 for a caller, or an address without a valid token, that asks too often. */
export function takePlace(limits: CallerLimits, request: FastifyRequest, caller?: Caller): void {
  const wait = caller
    ? limits.take(`${caller.issuer} ${caller.client} ${caller.subject}`, CALLER_RATES[caller.kind])
    : limits.take(`address ${callerAddress(request.ip)}`, STRANGER_RATE);
  if (wait > 0) throw tooMany(wait);
}
