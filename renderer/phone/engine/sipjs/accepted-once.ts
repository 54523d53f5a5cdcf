import type { Session } from 'sip.js';

interface ReInvite {
  receiveResponse(response: { readonly statusCode?: number }): void;
}

/**
 * A 200 to our re-INVITE that is repeated before our ACK is out (RFC 3261 §13.3.1.4) must change nothing. SIP.js takes
 * it for a second answer, finds no transaction to acknowledge, and blocks every later re-INVITE of the session.
 */
export function takeAcceptanceOnce(session: Session): void {
  const { dialog } = session as unknown as { dialog?: { reinviteUserAgentClient?: ReInvite | undefined } };
  const client = dialog?.reinviteUserAgentClient;
  if (client === undefined) return;
  const pass = client.receiveResponse.bind(client);
  let accepted = false;
  client.receiveResponse = (response) => {
    const accepts = Math.trunc((response.statusCode ?? 0) / 100) === 2;
    if (accepts && accepted) return;
    accepted ||= accepts;
    pass(response);
  };
}
