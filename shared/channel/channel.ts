/**
 * A two-way pipe for structured-clone values between a satellite and the core. One shape for a MessagePort,
 * a forked child's multiplexed IPC and a WebSocket, so that nothing above it knows which one it has.
 */
export interface Channel {
  /** Never throws; on a closed channel it does nothing. */
  send(data: unknown): void;
  onMessage(listener: (data: unknown) => void): void;
  /** Each listener is called once. */
  onClose(listener: () => void): void;
  close(): void;
}

/** Two ends of a wire in memory, for tests and for the shell's own tests. Delivery is asynchronous, in order. */
export function channelPair(): [Channel, Channel] {
  const ends = [end(), end()] as const;
  const close = () => {
    for (const side of ends) side.closed();
  };
  const facing = (mine: End, theirs: End): Channel => ({
    send: (data) => {
      if (!mine.isClosed) queueMicrotask(() => theirs.receive(structuredClone(data)));
    },
    onMessage: (listener) => mine.setMessage(listener),
    onClose: (listener) => mine.setClose(listener),
    close,
  });
  return [facing(ends[0], ends[1]), facing(ends[1], ends[0])];
}

type End = ReturnType<typeof end>;

function end() {
  let onMessage: ((data: unknown) => void) | undefined;
  const onClose: Array<() => void> = [];
  const early: unknown[] = [];
  return {
    isClosed: false,
    setMessage(listener: (data: unknown) => void) {
      onMessage = listener;
      for (const data of early.splice(0)) listener(data);
    },
    setClose(listener: () => void) {
      onClose.push(listener);
    },
    receive(data: unknown) {
      if (this.isClosed) return;
      if (onMessage) onMessage(data);
      else early.push(data);
    },
    closed() {
      if (this.isClosed) return;
      this.isClosed = true;
      for (const listener of onClose) listener();
    },
  };
}
