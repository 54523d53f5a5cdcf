/**
 * After the first usable candidate others of the same kind (a second interface) follow within a few milliseconds;
 * one that comes later is not needed by a PBX that answers to where our packets come from.
 */
const SETTLE = 5;

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
 * @param cap ms after which it is sent as it is: an unreachable STUN or TURN server must not hold up the answer
 */
export function gatheringWatch(servers: number, cap: number, enough: () => void) {
  const usable = gatheringRule(servers);
  let finished = false;
  let settling: ReturnType<typeof setTimeout> | undefined;
  const done = () => {
    if (finished) return;
    finished = true;
    clearTimeout(settling);
    clearTimeout(capped);
    enough();
  };
  const capped = setTimeout(done, cap);
  return {
    candidate(candidate: string): void {
      if (!finished && settling === undefined && usable(candidate)) settling = setTimeout(done, SETTLE);
    },
    done,
  };
}

/**
 * Resolves when the local description of the connection is good enough to be sent.
 *
 * @param anew what was gathered before does not count. For a restart of ICE, and to be called before the description is
 *   set: the state says "complete" of the old gathering for a moment longer
 */
export function gathered(connection: RTCPeerConnection, cap: number, anew = false): Promise<void> {
  if (!anew && connection.iceGatheringState === 'complete') return Promise.resolve();
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
