export * from './calls.ts';
export * from './local.ts';
export * from './missed.ts';
export * from './people.ts';
export * from './recordings.ts';
export * from './reports.ts';
export * from './reviews.ts';
export * from './selling.ts';
