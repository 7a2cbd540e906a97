import type { VatAnswer, VatRegister } from './vat-register.gateway';

const INVALID = /000$/;
const UNAVAILABLE = /999$/;

/**
 * A register for development: immediate and deterministic. Numbers that end with 000 are unknown to it, and it does not
 * answer for those that end with 999.
 */
export class SandboxVatRegister implements VatRegister {
  lookUp(vatNumber: string): Promise<VatAnswer> {
    if (INVALID.test(vatNumber)) return Promise.resolve({ found: 'invalid' });
    if (UNAVAILABLE.test(vatNumber)) return Promise.resolve({ found: 'unavailable' });
    return Promise.resolve({ found: 'valid', reference: `SANDBOX-${vatNumber}` });
  }
}
