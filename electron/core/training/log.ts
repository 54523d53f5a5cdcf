/** What the exchange says about itself; pino's loggers fit. Passwords and message texts never go in. */
export interface TrainingLog {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}
