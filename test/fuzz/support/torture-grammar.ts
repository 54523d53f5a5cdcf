import { message, type Parts, type Torture, type TortureList } from './torture.ts';

/** RFC 4475 §3.1: messages whose writing is the difficulty. */
export const tortureGrammar: TortureList = (target) => [...valid(target), ...invalid(target)];

type Case = Omit<Parts, 'id'>;

const valid: TortureList = ({ uri, sdp }) => {
  const ok = (section: string, what: string, parts: Case, damage = (text: string) => text): Torture => ({
    section,
    what,
    readable: true,
    message: damage(message({ id: `t${section.replaceAll('.', '-')}`, ...parts })),
  });
  const invite = { first: `INVITE ${uri} SIP/2.0`, method: 'INVITE', body: sdp };
  const options = { first: `OPTIONS ${uri} SIP/2.0`, method: 'OPTIONS' };
  return [
    ok('3.1.1.1', 'folded, compact, oddly spaced and unknown headers', {
      ...invite,
      headers: {
        Via: undefined,
        'Max-Forwards': ' \t0068 ',
        From: '"T. \\\\ \\" \'` tester"\r\n  <sip:tester@torture.invalid>\r\n ;tag = ab12',
        To: '\r\n sip:target@torture.invalid ;  odd',
        CSeq: '0009\r\n  INVITE',
        Contact: undefined,
      },
      lines: [
        'v:  SIP  / 2.0  / WS\r\n   torture.invalid ; branch = z9hG4bK-t1',
        'NewFangledHeader:   a value of\r\n  two lines',
        'UnknownHeaderWithUnusualValue: ;;,,;;,;',
        'm: "Q \\"uoted" <sip:tester@torture.invalid;transport=ws;x=a%20b> ; p = q ; "r"',
        's:',
      ],
    }),
    ok('3.1.1.2', 'every kind of character that a token, user and parameter may have', {
      first:
        "!int-Meth%.*_+`'~0 sip:1_x.!~*'():&=+$,;?/%19q@torture.invalid:5060;p!-_.~*'()[]/:&+$=%20v?h%41=1 SIP/2.0",
      method: "!int-Meth%.*_+`'~0",
      headers: { 'Call-ID': 'i-.!%*_+`\'~()<>:\\"/[]?{}a@host' },
      lines: ["extension-Hdr.!%*_+`'~: \u65e5\u672c\u00ff \ud83d\ude00"],
    }),
    ok('3.1.1.3', 'escaped characters in user parts and parameters', {
      ...invite,
      headers: {
        From: '<sip:I%20have%20spaces@torture.invalid>;tag=esc',
        Contact: '<sip:cal%6Cer@torture.invalid;%6C%72;n%61me=v%61lue%25%34%31>',
      },
    }),
    ok('3.1.1.4', 'escaped NULs in user parts', {
      ...options,
      headers: {
        From: '<sip:null-%00-null@torture.invalid>;tag=nul',
        Contact: '<sip:%00@torture.invalid>, <sip:%00%00@torture.invalid>',
      },
    }),
    ok('3.1.1.5', 'percent signs that escape nothing', {
      first: 'RE%47IST%45R sip:torture.invalid SIP/2.0',
      method: 'RE%47IST%45R',
      headers: { To: '"%Z%45" <sip:resource@torture.invalid>' },
    }),
    ok('3.1.1.6', 'a display name that touches its address', {
      ...options,
      headers: { From: 'caller<sip:caller@torture.invalid>;tag=323' },
    }),
    ok('3.1.1.7', 'long values everywhere', {
      ...invite,
      headers: {
        From: `"${'Long name '.repeat(100)}" <sip:${'u'.repeat(500)}@torture.invalid;${'p'.repeat(300)}=1>;tag=${'t'.repeat(400)}`,
        To: `<sip:${'v'.repeat(500)}@torture.invalid?${'h'.repeat(400)}=${'w'.repeat(400)}>`,
        'Call-ID': `${'long'.repeat(100)}@torture.invalid`,
      },
      lines: Array.from(
        { length: 30 },
        (_, index) =>
          `Via: SIP/2.0/WS hop-${index}.${'sub.'.repeat(10)}invalid;branch=z9hG4bK${'b'.repeat(60)}`,
      ),
    }),
    ok(
      '3.1.1.8',
      'octets after the body',
      options,
      (text) => `${text}INVITE sip:x@y SIP/2.0\r\nVia: x\r\n\r\n`,
    ),
    ok('3.1.1.9', 'parameters in the user part', {
      first: 'OPTIONS sip:user;par=u%40example.net@torture.invalid SIP/2.0',
      method: 'OPTIONS',
    }),
    ok('3.1.1.10', 'Via transports of every kind', {
      ...options,
      lines: ['UDP', 'SCTP', 'TLS', 'UNKNOWN', 'TCP'].map(
        (transport) => `Via: SIP/2.0/${transport} t${transport.length}.invalid;branch=z9hG4bK-${transport}`,
      ),
    }),
    ok('3.1.1.11', 'a body of several parts, one of them binary', {
      first: `MESSAGE ${uri} SIP/2.0`,
      method: 'MESSAGE',
      headers: { 'Content-Type': 'multipart/mixed;boundary=cut' },
      body: '--cut\r\nContent-Type: text/plain\r\n\r\nHello\r\n--cut\r\nContent-Type: application/octet-stream\r\n\r\n\u0000\u0001\u007f\r\n--cut--',
    }),
    ok('3.1.1.12', 'a response with an unusual reason', {
      first: 'SIP/2.0 200 = 2**3 * 5**2 \u043d\u0435 \u043f\u0440\u043e\u0431\u043b\u0435\u043c\u0430',
      method: 'INVITE',
    }),
    ok('3.1.1.13', 'a response without a reason', { first: 'SIP/2.0 100 ', method: 'INVITE' }),
  ];
};

const invalid: TortureList = ({ uri, domain, sdp }) => {
  const bad = (section: string, what: string, parts: Case): Torture => ({
    section,
    what,
    readable: false,
    message: message({ id: `t${section.replaceAll('.', '-')}`, ...parts }),
  });
  const invite = { first: `INVITE ${uri} SIP/2.0`, method: 'INVITE', body: sdp };
  const options = { first: `OPTIONS ${uri} SIP/2.0`, method: 'OPTIONS' };
  return [
    bad('3.1.2.1', 'separators with nothing between them', {
      ...invite,
      headers: {
        Via: 'SIP/2.0/WS torture.invalid;branch=z9hG4bK-sep;;,;,,',
        Contact: '"" <> ;,"Joe" <sip:joe@torture.invalid>;;;;',
      },
    }),
    bad('3.1.2.2', 'a Content-Length beyond the message', {
      ...invite,
      headers: { 'Content-Length': '9999' },
    }),
    bad('3.1.2.3', 'a negative Content-Length', { ...invite, headers: { 'Content-Length': '-999' } }),
    bad('3.1.2.4', 'a request with numbers that are too large', {
      first: `REGISTER sip:${domain} SIP/2.0`,
      method: 'REGISTER',
      headers: {
        CSeq: '36893488147419103232 REGISTER',
        'Max-Forwards': '300',
        Expires: '10000000000000000000000',
        Contact: '<sip:user@torture.invalid>;expires=280297596632815',
      },
    }),
    bad('3.1.2.5', 'a response with numbers that are too large', {
      first: 'SIP/2.0 503 Busy',
      method: 'INVITE',
      headers: { CSeq: '9292394834772304023312 OPTIONS', 'Retry-After': '949302838503028349304023988' },
      lines: ['Warning: 1812 torture "Still in progress"'],
    }),
    bad('3.1.2.6', 'a display name whose quote never ends', {
      ...invite,
      headers: { To: '"Mr. J. User <sip:j.user@torture.invalid>' },
    }),
    bad('3.1.2.7', 'a Request-URI in angle brackets', { ...invite, first: `INVITE <${uri}> SIP/2.0` }),
    bad('3.1.2.8', 'blanks inside the Request-URI', {
      ...invite,
      first: `INVITE ${uri}; user=phone  SIP/2.0`,
    }),
    bad('3.1.2.9', 'several blanks in the request line', { ...invite, first: `INVITE  ${uri}  SIP/2.0` }),
    bad('3.1.2.10', 'blanks after the request line', { ...options, first: `OPTIONS ${uri} SIP/2.0  ` }),
    bad('3.1.2.11', 'escaped headers in the Request-URI', {
      ...invite,
      first: `INVITE ${uri}?Route=%3Csip:trap.invalid%3E SIP/2.0`,
    }),
    bad('3.1.2.12', 'a Date of no known time zone', {
      ...invite,
      lines: ['Date: Fri, 01 Jan 2010 16:00:00 EST'],
    }),
    bad('3.1.2.13', 'a Contact with URI parameters and no brackets', {
      first: `REGISTER sip:${domain} SIP/2.0`,
      method: 'REGISTER',
      headers: { Contact: 'sip:user@torture.invalid?Route=%3Csip:sip.torture.invalid%3E' },
    }),
    bad('3.1.2.14', 'blanks inside an address', {
      ...options,
      headers: { To: '"Watson, Thomas" < sip:t.watson@torture.invalid >' },
    }),
    bad('3.1.2.15', 'a display name that is no token and not quoted', {
      ...options,
      headers: { From: 'Bell, Alexander <sip:a.g.bell@torture.invalid>;tag=43' },
    }),
    bad('3.1.2.16', 'another version of SIP', {
      first: `OPTIONS ${uri} SIP/7.0`,
      method: 'OPTIONS',
      headers: { Via: 'SIP/7.0/WS torture.invalid;branch=z9hG4bK-v7' },
    }),
    bad('3.1.2.17', 'a CSeq of another method', { ...options, headers: { CSeq: '8 INVITE' } }),
    bad('3.1.2.18', 'an unknown method and a CSeq of another', {
      first: `NEWMETHOD ${uri} SIP/2.0`,
      method: 'NEWMETHOD',
      headers: { CSeq: '8 INVITE' },
    }),
    bad('3.1.2.19', 'a status of ten digits', {
      first: 'SIP/2.0 4294967301 better not break the receiver',
      method: 'INVITE',
    }),
  ];
};
