import { Injectable } from '@nestjs/common';
import { Vault } from '@concord/service';
import type { Gateway } from '@concord/event-sourcing';
import type { RecordCustomerErasure } from '../customer/customer.decider';
import type { RecordGuestErasure } from './guest.decider';

/** The keys of these subjects are to be destroyed; `done` is then to be recorded. */
export interface Destruction {
  readonly subjects: readonly string[];
  readonly done: RecordCustomerErasure | RecordGuestErasure;
}

/** Destroys keys. A repeated call finds them destroyed. */
@Injectable()
export class VaultGateway implements Gateway<Destruction> {
  readonly name = 'vault';

  constructor(private readonly vault: Vault) {}

  async call({ subjects, done }: Destruction) {
    for (const subject of subjects) await this.vault.erase(subject);
    return [done];
  }
}
