/** RFC 4733 tones of 100 ms with gaps of 70 ms: what people's fingers do, and every menu understands. */
const DURATION = 100;
const GAP = 70;

/**
 * Appends tones to what the sender still has to send. Returns false when the other side takes no telephone events.
 *
 * @param tones of `0-9 A-D * # ,`; a comma is two seconds of silence (WebRTC §7.2)
 * @param sent called for each tone when it begins; not for pauses
 */
export function sendTones(sender: RTCRtpSender, tones: string, sent: (tone: string) => void): boolean {
  const { dtmf } = sender;
  if (dtmf === null || !dtmf.canInsertDTMF) return false;
  dtmf.ontonechange = ({ tone }) => {
    if (tone !== '' && tone !== ',') sent(tone);
  };
  dtmf.insertDTMF(dtmf.toneBuffer + tones, DURATION, GAP);
  return true;
}
