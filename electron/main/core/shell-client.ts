import { MessageChannelMain } from 'electron';
import { createCoreClient } from '../../../shared/channel/client.ts';
import { portChannel } from '../../../shared/channel/port-channel.ts';
import type { CoreClient } from '../../../shared/contract/client.ts';
import type { CoreSupervisor } from './core-supervisor.ts';

/** The shell's own line to the core: the same client as the pages have, over the same kind of port. */
export function createShellClient(core: CoreSupervisor): CoreClient {
  return createCoreClient({
    async open() {
      await core.whenReady();
      const { port1, port2 } = new MessageChannelMain();
      core.introduce('shell', port2);
      const channel = portChannel(port1, {
        onMessage: (listener) => port1.on('message', ({ data }) => listener(data)),
        onClose(listener) {
          port1.on('close', listener);
          // A port that was handed to a killed utility process may tell late or never.
          const stop = core.onState((state) => {
            if (state.name === 'ready') return;
            stop();
            listener();
          });
        },
      });
      // Starting delivers what waits, so only after the client has put its listener on.
      setImmediate(() => port1.start());
      return channel;
    },
  });
}
