import { CALLER_RATES, STRANGER_RATE, tooMany, type Caller, type CallerLimits } from '@concord/service';
import type { FastifyRequest } from 'fastify';
import { callerAddress } from './caller-address';

/** Throws `Problem` 429 for a caller, a partner that sends notices, or an address without a valid token, that asks too often. */
export function takePlace(limits: CallerLimits, request: FastifyRequest, caller?: Caller | 'partner'): void {
  if (caller === 'partner') return demand(limits.take(`partner ${callerAddress(request.ip)}`, CALLER_RATES.user));
  const wait = caller
    ? limits.take(`${caller.issuer} ${caller.client} ${caller.subject}`, CALLER_RATES[caller.kind])
    : limits.take(`address ${callerAddress(request.ip)}`, STRANGER_RATE);
  demand(wait);
}

function demand(wait: number): void {
  if (wait > 0) throw tooMany(wait);
}
