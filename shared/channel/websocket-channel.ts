import { Decoder, Encoder } from '@msgpack/msgpack';
import type { Channel } from './channel.ts';
import { isDecodable } from './frame-guard.ts';

/** What a browser's WebSocket and the `ws` package have in common. */
export interface SocketLike {
  readonly readyState: number;
  binaryType: string;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(code?: number): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close' | 'error', listener: () => void): void;
}

const OPEN = 1;

/** MessagePack frames: bytes stay bytes, and absent fields stay absent. A frame that cannot be read is dropped. */
export function webSocketChannel(socket: SocketLike): Channel {
  const encoder = new Encoder({ ignoreUndefined: true });
  const decoder = new Decoder({
    maxStrLength: 16_000_000,
    maxBinLength: 16_000_000,
    maxArrayLength: 1_000_000,
  });
  socket.binaryType = 'arraybuffer';
  return {
    send(data) {
      if (socket.readyState === OPEN) socket.send(encoder.encode(data));
    },
    onMessage(listener) {
      socket.addEventListener('message', ({ data }) => {
        if (!(data instanceof ArrayBuffer)) return;
        const bytes = new Uint8Array(data);
        if (!isDecodable(bytes)) return;
        let value: unknown;
        try {
          value = decoder.decode(bytes);
        } catch {
          return;
        }
        listener(value);
      });
    },
    onClose(listener) {
      let told = false;
      socket.addEventListener('close', () => {
        if (!told) listener();
        told = true;
      });
    },
    close: () => socket.close(),
  };
}
