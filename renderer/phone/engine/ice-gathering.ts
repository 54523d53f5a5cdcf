/** After the first usable candidate others of the same kind (a second interface) follow within milliseconds. */
const GRACE = 20;
/** An unreachable STUN or TURN server must not hold up the answer (JsSIP#432: 40 s). */
const CAP = 1_000;

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
 */
export function gatheringWatch(servers: number, enough: () => void) {
  const usable = gatheringRule(servers);
  let finished = false;
  let grace: ReturnType<typeof setTimeout> | undefined;
  const done = () => {
    if (finished) return;
    finished = true;
    clearTimeout(grace);
    clearTimeout(cap);
    enough();
  };
  const cap = setTimeout(done, CAP);
  return {
    candidate(candidate: string): void {
      if (!finished && grace === undefined && usable(candidate)) grace = setTimeout(done, GRACE);
    },
    done,
  };
}

/** Resolves when the local description of the connection is good enough to be sent. */
export function gathered(connection: RTCPeerConnection): Promise<void> {
  if (connection.iceGatheringState === 'complete') return Promise.resolve();
  return new Promise((resolve) => {
    const listening = new AbortController();
    const { signal } = listening;
    const watch = gatheringWatch(connection.getConfiguration().iceServers?.length ?? 0, () => {
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
