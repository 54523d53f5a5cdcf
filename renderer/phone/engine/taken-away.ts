/** So long without a packet, after the PBX has agreed to put the customer through: they are no longer with us. */
const SILENT = 2_000;
const EVERY = 250;

/**
 * Resolves when the customer's sound was taken away for good. For a transfer whose end nobody tells: when a customer hangs
 * up while the new target still rings, Asterisk sends neither a NOTIFY nor a BYE and waits for ours.
 *
 * @param isConnected whether the PBX can be reached: a dead network takes the sound away as well
 * @param signal ends the watch; the promise then stays as it is
 */
export function soundTakenAway(
  connection: RTCPeerConnection,
  isConnected: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    let packets = -1;
    let silentSince = Date.now();
    const timer = setInterval(async () => {
      const now = await packetsOf(connection).catch(() => packets);
      if (signal.aborted) return;
      if (now !== packets || !isConnected()) {
        packets = now;
        silentSince = Date.now();
      } else if (Date.now() - silentSince >= SILENT) {
        clearInterval(timer);
        resolve();
      }
    }, EVERY);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  });
}

async function packetsOf(connection: RTCPeerConnection): Promise<number> {
  let packets = 0;
  for (const stat of (await connection.getStats()).values()) {
    if (stat.type === 'inbound-rtp' && stat.kind === 'audio') packets += stat.packetsReceived ?? 0;
  }
  return packets;
}
