import classes from './marked.module.css';

interface MarkedProps {
  text: string;
  /** Parts of the text: from, and after the last, in UTF-16 units; in order, none in another. */
  marks: ReadonlyArray<readonly [from: number, to: number]> | undefined;
}

/** A text of which some parts answer to what was typed. */
export function Marked({ text, marks = [] }: MarkedProps) {
  if (marks.length === 0) return text;
  return marks.map(([from, to], at) => (
    <span key={from}>
      {text.slice(marks[at - 1]?.[1] ?? 0, from)}
      <mark className={classes.mark}>{text.slice(from, to)}</mark>
      {at === marks.length - 1 && text.slice(to)}
    </span>
  ));
}
