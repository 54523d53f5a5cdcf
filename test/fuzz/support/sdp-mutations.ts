import type { Dice } from './dice.ts';
import { type Draft, measure } from './draft.ts';

const LINES = [
  'm=audio 0 UDP/TLS/RTP/SAVPF 0',
  'm=audio 9 RTP/AVP 0',
  'm=video 9 UDP/TLS/RTP/SAVPF 96',
  'm=audio 99999999999 UDP/TLS/RTP/SAVPF 0 0 0 0 999',
  'm=',
  'c=IN IP6 ::1',
  'c=IN IP4 999.1.1.1',
  'a=group:BUNDLE 0 1 2 3',
  'a=mid:0',
  'a=mid:',
  'a=setup:holdconn',
  'a=setup:passive',
  'a=fingerprint:sha-256 00',
  'a=fingerprint:md5 zz',
  'a=ice-ufrag:x',
  'a=ice-pwd:short',
  'a=ice-lite',
  'a=inactive',
  'a=sendonly',
  'a=recvonly',
  'a=rtcp-mux',
  'a=rtpmap:0 opus/48000/2',
  'a=rtpmap:-1 /',
  'a=fmtp:0 mode=',
  'a=candidate:1 1 UDP 4294967296 127.0.0.1 70000 typ host',
  'a=candidate:1 1 TCP 1 nothing.local 9 typ',
  'a=end-of-candidates',
  'a=ssrc:0 cname:',
  'a=extmap:15 urn:x',
  'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x',
  '=',
  'v=1',
  '\u0000',
];

/** Damages the description of a message, a line or three of it. */
export function damageSdp(draft: Draft, dice: Dice): void {
  const lines = draft.body.split('\r\n').filter(Boolean);
  for (let times = 1 + dice.number(3); times > 0; times -= 1) damageLine(lines, dice);
  draft.body = lines.map((line) => `${line}${dice.oneIn(200) ? '\n' : '\r\n'}`).join('');
  if (dice.oneIn(30)) draft.body = draft.body.slice(0, dice.number(draft.body.length));
  measure(draft);
}

function damageLine(lines: string[], dice: Dice): void {
  const at = dice.number(lines.length + 1);
  const line = lines[at] ?? '';
  switch (dice.number(6)) {
    case 0:
      lines.splice(at, 1);
      return;
    case 1:
      lines.splice(at, 0, line);
      return;
    case 2:
      lines.splice(at, 0, dice.pick(LINES));
      return;
    case 3:
      lines[at] = line.replace(/\d+/, dice.pick(['-1', '0', '65536', '99999999999999999999', '']));
      return;
    case 4:
      lines[at] = line.slice(0, dice.number(line.length + 1));
      return;
    default:
      lines[at] = dice.pick(LINES);
  }
}
