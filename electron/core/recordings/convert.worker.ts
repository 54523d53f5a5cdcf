import { doLongJob } from '../host/long-job-thread.ts';
import { type ConvertJob, type ConvertProgress, convert } from './convert.ts';

await doLongJob<ConvertJob, ConvertProgress>((job, { goOn, progress }) =>
  convert(job, { goOn, done: (done, of) => progress({ done, of }) }),
);
