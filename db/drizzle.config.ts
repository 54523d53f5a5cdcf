import { defineConfig } from 'drizzle-kit';

/** For people who change the schema: `drizzle-kit generate --config db/drizzle.config.ts --name what-changes`. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './db/schema/index.ts',
  out: './db/migrations',
  casing: 'snake_case',
});
