export function ensureTestElectron(options: { log: (line: string) => void }): Promise<string>;
