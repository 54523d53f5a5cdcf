import { expect, it, vi } from 'vitest';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { CoreClient } from '../../../shared/contract/client.ts';
import { createWrapUpStore } from './wrap-up.tsx';

it('puts down what was typed in the last moment of a page, once', () => {
  const request = vi.fn(async () => ({}));
  const store = createWrapUpStore({ request } as unknown as CoreClient);
  const call = { id: 'a', note: '', state: 'talking' } as CallView;
  store.getState().edit(call, { note: 'wants the price' });
  window.dispatchEvent(new Event('pagehide'));
  window.dispatchEvent(new Event('pagehide'));
  expect(request).toHaveBeenCalledExactlyOnceWith(
    'calls.wrapUp',
    expect.objectContaining({ callId: 'a', note: 'wants the price', close: false }),
  );
});
