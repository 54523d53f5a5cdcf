import type { Core, UserAgent } from 'sip.js';
import type { SubscribeRequest, Subscription, SubscriptionEvents } from '../stack.ts';

/**
 * SUBSCRIBE by the core of SIP.js. Its Subscriber above it asks anew without any pause whenever a PBX says that it
 * timed out, and drops refusals; when to ask again is decided by the engine.
 */
export function subscribe(
  ua: UserAgent,
  request: SubscribeRequest,
  events: SubscriptionEvents,
): Subscription {
  const { userAgentCore: core } = ua;
  const target = uriOf(ua, request.uri);
  let dialog: Core.Subscription | undefined;
  let stopped = false;

  const end = () => {
    if (stopped) return;
    stopped = true;
    client.waitNotifyStop();
    dialog?.dispose();
    events.ended();
  };
  const take = (notify: Core.IncomingNotifyRequest) => {
    notify.accept();
    if (stopped) return;
    const { body } = notify.message;
    if (body) events.notify(body);
    if (notify.message.parseHeader('Subscription-State')?.state === 'terminated') end();
  };

  const message = core.makeOutgoingRequestMessage('SUBSCRIBE', target, core.configuration.aor, target, {}, [
    `Event: ${request.event}`,
    `Accept: ${request.accept}`,
    `Expires: ${request.expiresSec}`,
    `Contact: ${core.configuration.contact.toString()}`,
  ]);
  const client = core.subscribe(message, {
    onNotify: ({ request: notify, subscription }) => {
      dialog = subscription;
      if (dialog) {
        dialog.autoRefresh = true;
        dialog.delegate = {
          onNotify: take,
          onRefresh: (refreshing) => {
            refreshing.delegate = { onReject: end };
          },
          onTerminated: end,
        };
      }
      take(notify);
    },
    onNotifyTimeout: end,
    onReject: end,
    onRedirect: end,
  });

  return {
    refresh() {
      if (stopped) return;
      if (dialog === undefined) {
        // Its answer was lost with the old connection.
        end();
        return;
      }
      dialog.refresh().delegate = { onReject: end };
    },
    stop() {
      if (stopped) return;
      stopped = true;
      client.waitNotifyStop();
      const old = dialog;
      if (old === undefined) return;
      old.autoRefresh = false;
      old.unsubscribe();
    },
  };
}

function uriOf(ua: UserAgent, uri: string) {
  const target = (ua.constructor as typeof UserAgent).makeURI(uri);
  if (target === undefined) throw new Error('not a SIP URI');
  return target;
}
