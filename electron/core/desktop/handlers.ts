import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { DesktopState, desktopRequests } from '../../../shared/contract/desktop.ts';
import type { Context } from '../host/dispatch.ts';

/** What the shell found of its desktop, kept for the desk that asks later. Nothing of it is stored. */
export function desktopHandlers(options: {
  readonly onChanged: (state: DesktopState) => void;
}): Handlers<typeof desktopRequests, Context> {
  let state: DesktopState | undefined;
  return {
    'desktop.tell': (found) => {
      state = found;
      options.onChanged(found);
      return DONE;
    },
    'desktop.state': () => (state ? { state } : {}),
  };
}
