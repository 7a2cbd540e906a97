import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  spelledVoucherCode,
  subjectOf,
  VOUCHER_ALPHABET,
  VOUCHER_RANDOM_CHARACTERS,
  voucherCheckCharacter,
  type Personal,
} from '@concord/contracts';
import { Vault, voucherCodeHash } from '@concord/service';
import type { Gateway } from '@concord/event-sourcing';
import type { IssueVoucher } from './issue-voucher.decider';

/** A voucher that carries on the value of another one. */
export interface NewVoucher {
  readonly voucherId: string;
  readonly fromVoucherId: string;
  readonly orderId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly customerId?: string;
  readonly expiresAt: string;
}

/** A code, sealed at once, and the hash that finds its voucher. Nothing else ever carries it. */
export interface SealedCode {
  readonly code: Personal;
  readonly codeHash: string;
}

/** Makes codes of vouchers. A repeated call makes another code, and the first voucher counts. */
@Injectable()
export class VoucherCodes implements Gateway<NewVoucher> {
  readonly name = 'voucher-code';

  constructor(private readonly vault: Vault) {}

  async make(voucherId: string): Promise<SealedCode> {
    const random = Array.from(
      { length: VOUCHER_RANDOM_CHARACTERS },
      () => VOUCHER_ALPHABET[randomInt(VOUCHER_ALPHABET.length)],
    );
    const normal = random.join('') + voucherCheckCharacter(random.join(''));
    const code = await this.vault.seal(subjectOf({ voucherId }), 'voucher-code', spelledVoucherCode(normal));
    return { code, codeHash: voucherCodeHash(normal) };
  }

  async call(voucher: NewVoucher): Promise<IssueVoucher[]> {
    return [{ type: 'IssueVoucher', data: { ...voucher, cause: 'refund', ...(await this.make(voucher.voucherId)) } }];
  }
}
