/**
 * After the first usable candidate others of the same kind (a second interface) follow within a few milliseconds;
 * one that comes later is not needed by a PBX that answers to where our packets come from.
 */
const SETTLE = 5;

/**
 * ms beyond the limit for a description that has no UDP candidate at all. A browser that has just started on a busy machine
 * may need more than the limit to look at its own network; a description without any candidate would be the end of the
 * sound, because Asterisk gives up ICE for such a call.
 */
const FIRST_CANDIDATE_GRACE = 5_000;

/**
 * When to stop waiting for ICE candidates, of which most calls need one.
 *
 * Usable is any UDP candidate when no server is configured, and one from a server (reflexive or relayed) otherwise:
 * a bare host address is of no use to a PBX on the other side of a NAT. TCP candidates never count.
 */
export function gatheringRule(servers: number): (candidate: string) => boolean {
  return (candidate) => {
    const [, , transport, , , , , type] = candidate.split(' ');
    return transport?.toLowerCase() === 'udp' && (servers === 0 || type !== 'host');
  };
}

/**
 * Tells once when a description is good enough to be sent. Feed it the candidates as they come; `done` also when
 * gathering is complete.
 *
 * @param cap ms after which it is sent with what there is: an unreachable STUN or TURN server must not hold up the answer
 */
export function gatheringWatch(servers: number, cap: number, enough: () => void) {
  const usable = gatheringRule(servers);
  const anyUdp = gatheringRule(0);
  let finished = false;
  let overdue = false;
  let sendable = false;
  let settling: ReturnType<typeof setTimeout> | undefined;
  const done = () => {
    if (finished) return;
    finished = true;
    for (const timer of [settling, capped, hopeless]) clearTimeout(timer);
    enough();
  };
  const capped = setTimeout(() => {
    overdue = true;
    if (sendable) done();
  }, cap);
  const hopeless = setTimeout(done, cap + FIRST_CANDIDATE_GRACE);
  return {
    candidate(candidate: string): void {
      sendable ||= anyUdp(candidate);
      if (finished || settling !== undefined) return;
      if (usable(candidate) || (overdue && sendable)) settling = setTimeout(done, SETTLE);
    },
    done,
  };
}

/**
 * Resolves when the local description of the connection is good enough to be sent. To be called before that description is
 * set: a candidate that was found beforehand is told in the very next moment, and the state says "complete" of an older
 * gathering for a while longer.
 */
export function gathered(connection: RTCPeerConnection, cap: number): Promise<void> {
  return new Promise((resolve) => {
    const listening = new AbortController();
    const { signal } = listening;
    const watch = gatheringWatch(connection.getConfiguration().iceServers?.length ?? 0, cap, () => {
      listening.abort();
      resolve();
    });
    connection.addEventListener(
      'icecandidate',
      ({ candidate }) => (candidate?.candidate ? watch.candidate(candidate.candidate) : watch.done()),
      { signal },
    );
    connection.addEventListener(
      'icegatheringstatechange',
      () => connection.iceGatheringState === 'complete' && watch.done(),
      { signal },
    );
  });
}
