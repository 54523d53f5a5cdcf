import type { Role } from '../../../shared/contract/define.ts';
import type { PhoneCommandInput, PhoneCommandName } from '../../../shared/contract/index.ts';

/** One connected satellite. */
export interface Session {
  readonly id: string;
  readonly role: Role;
  /** Asks a phone page to do something; rejects with a `Failure`, or with the channel's end. */
  command<K extends PhoneCommandName>(name: K, input: PhoneCommandInput<K>): Promise<void>;
  onClose(listener: () => void): void;
  close(): void;
}
