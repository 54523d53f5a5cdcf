/** May this page show notifications outside its window? `unsupported` where the browser has none (or in a test). */
export function noticePermission(): NotificationPermission | 'unsupported' {
  return 'Notification' in globalThis ? Notification.permission : 'unsupported';
}

interface Notice {
  /** A second notice with the same tag takes the place of the first. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  readonly language: string;
}

/** A notification of the browser, when the person allowed them; a click brings the window to the front. */
export function noticeOutside({ tag, title, body, language }: Notice, onClick: () => void): void {
  if (noticePermission() !== 'granted') return;
  try {
    const shown = new Notification(title, { tag, body, lang: language });
    shown.onclick = () => {
      window.focus();
      shown.close();
      onClick();
    };
  } catch {
    // Some browsers allow them only from a service worker; the card on the screen is there in any case.
  }
}
