import { Notification } from 'electron';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { Task } from '../../../shared/contract/contacts.ts';
import type { MissedRow } from '../../../shared/contract/missed.ts';
import type { Texts } from '../i18n/texts.ts';
import { describeCaller, plain, withoutMarkup } from './live-calls.ts';

interface ShowOptions {
  readonly urgency?: 'low' | 'normal' | 'critical';
  readonly onClick?: () => void;
  /** Words of a button that does what a click does. */
  readonly action?: string;
}

/** An offer that nobody took is over: the number is old by then. */
const OFFER_MS = 15_000;

/** System notifications: one for each ringing call, one for a due reminder. A click brings the desk. */
export class Notifications {
  readonly #texts: Texts;
  readonly #showDesk: () => void;
  #offer: Notification | undefined;
  #offerEnds: ReturnType<typeof setTimeout> | undefined;
  readonly #ofCalls = new Map<string, Notification | undefined>();

  constructor(texts: Texts, showDesk: () => void) {
    this.#texts = texts;
    this.#showDesk = showDesk;
  }

  /** @param quiet the desk is before the operator's eyes and says it itself */
  update(ringing: readonly CallView[], quiet: boolean): void {
    const now = new Set(ringing.map((call) => call.id));
    for (const [id, notification] of this.#ofCalls) {
      if (now.has(id)) continue;
      notification?.close();
      this.#ofCalls.delete(id);
    }
    for (const call of ringing) {
      if (this.#ofCalls.has(call.id)) continue;
      // Remembered also when quiet: looking away later must not announce an old ring as a new one.
      this.#ofCalls.set(call.id, quiet ? undefined : this.#announce(call));
    }
  }

  remind(task: Task): void {
    this.#show(
      this.#texts.say('reminder.heading', { title: plain(task.title) }),
      plain(task.contactName ?? ''),
    );
  }

  /** Somebody called in vain and has waited too long; `more`: so many others too. */
  late({ contactName, numberDisplay }: MissedRow, more: number): void {
    const name = plain(contactName ?? numberDisplay ?? this.#texts.say('ring.anonymous'));
    const heading = more > 0 ? 'missed.late.more' : 'missed.late';
    this.#show(this.#texts.say(heading, { name, more: String(more) }), '');
  }

  /** Something that the operator asked for from outside the window did not happen. */
  tell(title: string, body: string): void {
    this.#show(title, body);
  }

  /** A number was copied. Stands for a while and takes nothing from anybody; a newer one takes its place. */
  offerDial(number: string, dial: () => void): void {
    this.#offer?.close();
    this.#offer = this.#show(
      this.#texts.say('clipboard.offer', { number: plain(number) }),
      this.#texts.say('clipboard.offer.detail'),
      { urgency: 'low', onClick: dial, action: this.#texts.say('clipboard.dial') },
    );
    clearTimeout(this.#offerEnds);
    this.#offerEnds = setTimeout(() => this.#offer?.close(), OFFER_MS);
  }

  #announce(call: CallView): Notification | undefined {
    const { name, organisation, number } = describeCaller(call, this.#texts.say('ring.anonymous'));
    const body = [organisation, number].filter((part) => part !== '').join(' · ');
    return this.#show(name, body || this.#texts.say('ring.heading'), { urgency: 'critical' });
  }

  #show(title: string, body: string, how: ShowOptions = {}): Notification | undefined {
    if (!Notification.isSupported()) return undefined;
    // The phone page rings, on the devices that the operator chose; the system must not ring too.
    const notification = new Notification({
      title: withoutMarkup(title),
      body: withoutMarkup(body),
      silent: true,
      urgency: how.urgency ?? 'normal',
      ...(how.action === undefined ? {} : { actions: [{ type: 'button', text: how.action }] }),
    });
    const clicked = how.onClick ?? this.#showDesk;
    notification.on('click', clicked);
    // Only some systems have buttons in notifications; a click on the whole does the same.
    notification.on('action', clicked);
    notification.show();
    return notification;
  }
}
