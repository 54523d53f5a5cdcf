import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A machine of its own, as far as the network goes: a namespace that reaches this machine over one cable, and nothing else. */
export interface OtherMachine {
  readonly name: string;
  /** Our end of the cable: where servers for it must listen. */
  readonly gateway: string;
  /** Another address from a moment on in which it has none, as between two Wi-Fi networks. */
  changeAddress(withoutMs: number): Promise<void>;
  remove(): Promise<void>;
}

/** Why there can be none here, in a sentence; `undefined` when there can. */
export async function whyNoNamespaces(): Promise<string | undefined> {
  const name = `rd-try-${process.pid}`;
  try {
    await run('ip', ['netns', 'add', name]);
    await run('ip', ['netns', 'del', name]);
    return undefined;
  } catch (error) {
    return `network namespaces are not permitted here: ${(error as { stderr?: string }).stderr?.trim() || error}`;
  }
}

let made = 0;

/** Needs root and iproute2. The addresses are of 198.18.0.0/15, which RFC 2544 keeps for tests of networks. */
export async function plugIn(): Promise<OtherMachine> {
  made += 1;
  const mark = `${process.pid}-${made}`;
  const name = `rd-${mark}`;
  const [ours, theirs] = [`rdo${mark}`, `rdt${mark}`];
  const net = `198.18.${(process.pid + made) % 250}`;
  let host = 2;
  const ip = (...words: string[]) => run('ip', words);
  const inside = (...words: string[]) => run('ip', ['-n', name, ...words]);
  const address = () => inside('addr', 'add', `${net}.${host}/24`, 'dev', theirs);
  // Chromium asks the table of routes which of its addresses is used; a way "out" ends at our end of the cable.
  const route = () => inside('route', 'replace', 'default', 'via', `${net}.1`);

  await ip('netns', 'add', name);
  try {
    await ip('link', 'add', ours, 'type', 'veth', 'peer', 'name', theirs, 'netns', name);
    await ip('addr', 'add', `${net}.1/24`, 'dev', ours);
    await ip('link', 'set', ours, 'up');
    // Its loopback stays down: the tests let Chromium use loopback for media, and there it would lead nowhere.
    await inside('link', 'set', theirs, 'up');
    await address();
    await route();
  } catch (error) {
    await ip('netns', 'del', name);
    throw error;
  }
  return {
    name,
    gateway: `${net}.1`,
    async changeAddress(withoutMs) {
      await inside('addr', 'flush', 'dev', theirs, 'scope', 'global');
      await new Promise((resolve) => setTimeout(resolve, withoutMs));
      host += 1;
      await address();
      await route();
    },
    async remove() {
      await ip('link', 'del', ours).catch(() => {});
      await ip('netns', 'del', name);
    },
  };
}
