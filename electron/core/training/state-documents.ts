import type { Voicemail } from '../../../shared/contract/agent.ts';

export const MAILBOX_TYPE = 'application/simple-message-summary';
export const DIALOG_TYPE = 'application/dialog-info+xml';

export type LampState = 'free' | 'ringing' | 'talking';

/** How a mailbox stands (RFC 3842 §5.2). */
export function mailboxDocument(account: string, { fresh, old }: Voicemail): string {
  return [
    `Messages-Waiting: ${fresh > 0 ? 'yes' : 'no'}`,
    `Message-Account: ${account}`,
    `Voice-Message: ${fresh}/${old} (0/0)`,
    '',
  ].join('\r\n');
}

const DIALOG_STATE: Readonly<Record<LampState, string>> = {
  free: 'terminated',
  ringing: 'early',
  talking: 'confirmed',
};

/** What an extension does, as a full document (RFC 4235 §4). @param entity its SIP address, made of safe characters */
export function dialogDocument(entity: string, version: number, state: LampState): string {
  const direction = state === 'ringing' ? ' direction="recipient"' : '';
  return [
    '<?xml version="1.0"?>',
    `<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="${version}" state="full" entity="${entity}">`,
    `<dialog id="${entity}"${direction}><state>${DIALOG_STATE[state]}</state></dialog>`,
    '</dialog-info>',
    '',
  ].join('\r\n');
}
