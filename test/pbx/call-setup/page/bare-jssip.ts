import JsSIP from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import type { HearStream, SetupPhone } from './setup-phone.ts';

const AUDIO = { mediaConstraints: { audio: true, video: false } };

/** A page as JsSIP's own introduction shows it, with the library's defaults. */
export function bareJssip(hear: HearStream): SetupPhone {
  const audio = new Audio();
  audio.autoplay = true;
  let ua: InstanceType<typeof JsSIP.UA> | undefined;
  let session: RTCSession | undefined;
  let ringing = false;

  function play(connection: RTCPeerConnection): void {
    connection.addEventListener('track', ({ streams: [stream] }) => {
      if (!stream) return;
      audio.srcObject = stream;
      hear(stream);
    });
  }

  return {
    start: ({ server, extension, password, domain }) =>
      new Promise((resolve) => {
        ua = new JsSIP.UA({
          sockets: [new JsSIP.WebSocketInterface(server)],
          uri: `sip:${extension}@${domain}`,
          password,
        });
        ua.on('registered', () => resolve());
        ua.on('newRTCSession', ({ session: made }: { session: RTCSession }) => {
          session = made;
          ringing = made.direction === 'incoming';
          if (ringing) made.on('peerconnection', ({ peerconnection }) => play(peerconnection));
          else if (made.connection) play(made.connection);
          const over = (): void => {
            if (session === made) session = undefined;
          };
          made.on('accepted', () => {
            ringing = false;
          });
          made.on('ended', over);
          made.on('failed', over);
        });
        ua.start();
      }),
    dial: (number) => void ua?.call(number, AUDIO),
    answer: () => session?.answer(AUDIO),
    hangUp: () => session?.terminate(),
    get rings() {
      return ringing && session !== undefined;
    },
    get busy() {
      return session !== undefined;
    },
  };
}
