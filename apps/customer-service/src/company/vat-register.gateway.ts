/** What a register says of a VAT number. */
export type VatAnswer =
  | { readonly found: 'valid'; readonly reference: string }
  | { readonly found: 'invalid' }
  /** The register, or that of the state, does not answer now. */
  | { readonly found: 'unavailable' };

/** The register of VAT numbers, such as VIES of the European Union. */
export interface VatRegister {
  /** Looks a number up. It changes nothing, so it can be asked again. */
  lookUp(vatNumber: string): Promise<VatAnswer>;
}

/** The register, for injection. */
export const VAT_REGISTER = Symbol('vat-register');
