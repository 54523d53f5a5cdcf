import { message, type Parts, type Torture, type TortureList } from './torture.ts';

/** RFC 4475 §3.2 to §3.4: well written, but against the rules of transactions, user agents, or of RFC 2543. */
export const tortureRules: TortureList = ({ uri, domain, sdp }) => {
  const one = (section: string, what: string, parts: Omit<Parts, 'id'>): Torture => ({
    section,
    what,
    readable: false,
    message: message({ id: `t${section.replaceAll('.', '-')}`, ...parts }),
  });
  const invite = { first: `INVITE ${uri} SIP/2.0`, method: 'INVITE', body: sdp };
  const options = { first: `OPTIONS ${uri} SIP/2.0`, method: 'OPTIONS' };
  const register = { first: `REGISTER sip:${domain} SIP/2.0`, method: 'REGISTER' };
  return [
    one('3.2.1', 'a branch that is the cookie and nothing more', {
      ...options,
      headers: { Via: 'SIP/2.0/WS torture.invalid;branch=z9hG4bK' },
    }),
    one('3.3.1', 'without From, To, Call-ID', {
      ...invite,
      headers: { From: undefined, To: undefined, 'Call-ID': undefined },
    }),
    one('3.3.2', 'a Request-URI of an unknown scheme', {
      first: 'OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0',
      method: 'OPTIONS',
    }),
    one('3.3.3', 'a Request-URI of a scheme that is not for SIP', {
      first: 'OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0',
      method: 'OPTIONS',
    }),
    one('3.3.4', 'unknown schemes in From, To and Contact', {
      ...register,
      headers: {
        To: '<isbn:2983792873>',
        From: '<http://torture.invalid>;tag=3234233',
        Contact: '<name:John_Smith>',
      },
    }),
    one('3.3.5', 'extensions required that nobody has', {
      ...options,
      lines: [
        'Require: nothingSupportsThis, nothingSupportsThisEither',
        'Proxy-Require: noProxiesSupportThis',
      ],
    }),
    one('3.3.6', 'a body of an unknown type', {
      ...invite,
      headers: { 'Content-Type': 'application/unknownformat' },
      body: '<audio>\r\n <pcmu port="443"/>\r\n</audio>\r\n',
    }),
    one('3.3.7', 'credentials of an unknown scheme', {
      ...register,
      lines: ['Authorization: NoOneKnowsThisScheme opaque-data=here'],
    }),
    one('3.3.8', 'several values where only one may be', {
      ...invite,
      lines: [
        'CSeq: 59 INVITE',
        'Call-ID: second@torture.invalid',
        'Max-Forwards: 5',
        'From: <sip:second@torture.invalid>;tag=second',
        'To: <sip:second@torture.invalid>',
      ],
    }),
    one('3.3.9', 'two Content-Lengths that differ', { ...options, lines: ['Content-Length: 5'] }),
    one('3.3.10', 'a 200 whose Via points to everybody', {
      first: 'SIP/2.0 200 OK',
      method: 'INVITE',
      headers: { Via: 'SIP/2.0/WS 255.255.255.255;branch=z9hG4bK-everybody' },
    }),
    one('3.3.11', 'Max-Forwards of zero', { ...options, headers: { 'Max-Forwards': '0' } }),
    one('3.3.12', 'a REGISTER with a parameter of the Contact header', {
      ...register,
      headers: { Contact: 'sip:watson@torture.invalid;unknownparam' },
    }),
    one('3.3.13', 'a REGISTER with a parameter of the Contact URI', {
      ...register,
      headers: { Contact: '<sip:watson@torture.invalid;unknownparam>' },
    }),
    one('3.3.14', 'a REGISTER with an escaped header in the Contact URI', {
      ...register,
      headers: { Contact: '<sip:user@torture.invalid?Route=%3Csip:sip.torture.invalid%3E>' },
    }),
    one('3.3.15', 'an INVITE that takes no description in answer', {
      ...invite,
      lines: ['Accept: text/nobodyKnowsThis'],
    }),
    one('3.4.1', 'the syntax of RFC 2543', {
      ...invite,
      headers: {
        Via: 'SIP/2.0/WS iftgw.torture.invalid',
        From: 'sip:+13035551111@ift.torture.invalid;user=phone',
        'Max-Forwards': undefined,
        Contact: undefined,
      },
      lines: ['Record-Route: <sip:UserB@torture.invalid;maddr=ss1.torture.invalid>'],
    }),
  ];
};
