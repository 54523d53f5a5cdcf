import type { UA } from 'jssip';
import type { SubscribeRequest, Subscription, SubscriptionEvents } from '../stack.ts';

/** JsSIP's Subscriber, as far as it is used; its types lean on Node's `events`. */
interface Subscriber {
  on(type: 'notify', listener: (final: boolean, request: unknown, body?: string) => void): void;
  on(type: 'terminated', listener: () => void): void;
  subscribe(): void;
  terminate(): void;
}

/** JsSIP renews by itself, at half of what was granted. */
export function subscribe(ua: UA, request: SubscribeRequest, events: SubscriptionEvents): Subscription {
  let stopped = false;
  const subscriber = (
    ua as unknown as {
      subscribe(
        target: string,
        event: string,
        accept: string,
        options: { expires: number; extraHeaders: string[] },
      ): Subscriber;
    }
  ).subscribe(request.uri, request.event, request.accept, { expires: request.expiresSec, extraHeaders: [] });
  subscriber.on('notify', (_final, _request, body) => {
    if (!stopped && body) events.notify(body);
  });
  subscriber.on('terminated', () => {
    if (stopped) return;
    stopped = true;
    events.ended();
  });
  subscriber.subscribe();
  return {
    refresh: () => subscriber.subscribe(),
    stop() {
      if (stopped) return;
      stopped = true;
      subscriber.terminate();
    },
  };
}
