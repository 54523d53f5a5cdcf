/**
 * What every runtime of ours has (Chromium, Node, Electron) and the language library does not name. Kept by hand
 * and short, so that this layer cannot come to know a DOM or a Node.
 */
declare function setTimeout(callback: () => void, milliseconds?: number): unknown;
declare function clearTimeout(timer: unknown): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T): T;
declare class URL {
  static parse(text: string): URL | null;
  readonly href: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly username: string;
  readonly password: string;
  readonly hash: string;
}
