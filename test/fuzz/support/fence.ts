/** A request whose answer tells that everything sent before it has been worked off. The branch is its Call-ID too. */
export const fence = (user: string, branch: string): string =>
  [
    `OPTIONS sip:${user}@fuzz.invalid SIP/2.0`,
    `Via: SIP/2.0/WS fuzz.invalid;branch=${branch}`,
    'Max-Forwards: 70',
    'From: <sip:fence@fuzz.invalid>;tag=f',
    'To: <sip:fence@fuzz.invalid>',
    `Call-ID: ${branch}`,
    'CSeq: 1 OPTIONS',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
