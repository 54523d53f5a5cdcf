import type { IpcMainEvent, WebContents } from 'electron';
import { isOurs } from '../security/origin.ts';

export type PageRole = 'desk' | 'phone' | 'ringCard';

/** Which of our windows' contents is which page. The only source of a page's role. */
export class PageRegistry {
  readonly #pages = new Map<WebContents, PageRole>();

  add(contents: WebContents, role: PageRole): void {
    this.#pages.set(contents, role);
    contents.once('destroyed', () => this.#pages.delete(contents));
  }

  readonly roleOf = (contents: WebContents | null): PageRole | undefined =>
    contents === null ? undefined : this.#pages.get(contents);

  with(role: PageRole): WebContents[] {
    return [...this.#pages].filter(([, each]) => each === role).map(([contents]) => contents);
  }

  /** Who sent this message; undefined unless it came from the top frame of one of our own pages. */
  senderOf(event: IpcMainEvent): { contents: WebContents; role: PageRole } | undefined {
    const role = this.roleOf(event.sender);
    const frame = event.senderFrame;
    if (!role || !frame || frame.parent !== null || !isOurs(frame.url)) return undefined;
    return { contents: event.sender, role };
  }
}
