import { mkdirSync } from 'node:fs';
import { pino } from 'pino';
import { createStream } from 'rotating-file-stream';

/** Structured log. First the facts as an object, then the sentence. */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
  child(bindings: Record<string, unknown>): Log;
}

/** Names under which a secret could come along, at any of the depths that we log. */
const SECRETS = ['password', 'turnPassword', 'credential', 'token', 'authorization', 'cookie', 'secretKey'];

/**
 * Lines of JSON in `<dir>/core.log`, 5 MB a file, ten files kept. Secrets are taken out by name, and SIP digest
 * answers by pattern, before anything is written.
 */
export function createLog(
  dir: string,
  level: 'debug' | 'info' | 'warn' = 'info',
): Log & { close(): Promise<void> } {
  mkdirSync(dir, { recursive: true });
  const stream = createStream('core.log', { path: dir, size: '5M', maxFiles: 10 });
  // A log that cannot be written must not take the calls with it.
  stream.on('error', () => {});
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: withoutSecrets, cause: withoutSecrets },
    },
    stream,
  );
  return Object.assign(logger as Log, {
    close: () => new Promise<void>((resolve) => stream.end(() => resolve())),
  });
}

const DIGEST = /(response|nonce|cnonce|password)=("[^"]*"|[^\s,;&]+)/gi;

function withoutSecrets(value: unknown): unknown {
  if (!(value instanceof Error))
    return typeof value === 'string' ? value.replace(DIGEST, '$1=[hidden]') : value;
  const text = (part: string | undefined) => part?.replace(DIGEST, '$1=[hidden]');
  const code = 'code' in value ? { code: String(value.code) } : {};
  return { name: value.name, message: text(value.message), stack: text(value.stack), ...code };
}

export const silentLog: Log = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => silentLog,
};
