/** One message of Asterisk's manager interface: names as Asterisk writes them. */
export type AmiMessage = ReadonlyMap<string, string>;

/** Asterisk's own longest line is 1,024 bytes and a few channel variables. */
const MOST_LINE = 8_192;
/** An event has some forty lines. */
const MOST_LINES = 250;

/**
 * Reads the manager interface (docs.asterisk.org, "AMI"): lines of `Name: value`, an empty line ends a message. What is too
 * long, or no such line, is left out; memory is bounded by one line and one message whatever the other side sends.
 */
export function createAmiReader(options: {
  /** The first line, in which Asterisk says what it is. */
  readonly onBanner: (line: string) => void;
  readonly onMessage: (message: AmiMessage) => void;
  /** Names of events that are worth reading; of the others no line is kept. */
  readonly events: ReadonlySet<string>;
}) {
  let rest = '';
  /** In the middle of a line that is too long. */
  let skipping = false;
  let greeted = false;
  let message: Map<string, string> | undefined;
  let unwanted = false;

  function line(text: string): void {
    if (!greeted) {
      greeted = true;
      options.onBanner(text);
    } else if (text === '') end();
    else if (!unwanted) field(text);
  }

  function end(): void {
    const whole = message;
    message = undefined;
    unwanted = false;
    if (whole) options.onMessage(whole);
  }

  function field(text: string): void {
    const colon = text.indexOf(':');
    if (colon <= 0) return;
    const name = text.slice(0, colon);
    const value = text.slice(colon + 1).trimStart();
    if (message === undefined) {
      unwanted = name === 'Event' && !options.events.has(value);
      if (unwanted) return;
      message = new Map();
    }
    // The first of a name counts: what a caller could add to a value comes behind it.
    if (message.size < MOST_LINES && !message.has(name)) message.set(name, value);
  }

  return {
    take(chunk: string): void {
      let from = 0;
      for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', from)) {
        const text = rest + chunk.slice(from, end);
        rest = '';
        from = end + 1;
        if (skipping) skipping = false;
        else if (text.length <= MOST_LINE) line(text.endsWith('\r') ? text.slice(0, -1) : text);
      }
      if (skipping) return;
      rest += chunk.slice(from);
      if (rest.length <= MOST_LINE) return;
      rest = '';
      skipping = true;
    },
  };
}
