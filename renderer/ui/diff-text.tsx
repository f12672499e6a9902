import { useMemo } from 'react';
import { differences } from './diff.ts';
import classes from './ui.module.css';

interface DiffTextProps {
  readonly text: string;
  readonly other: string;
  /** Least share in common for characters to be marked one by one, 0 to 1. */
  readonly alike?: number;
}

/** A text with the characters marked in which it differs from another, or marked whole where it is quite another. */
export function DiffText({ text, other, alike }: DiffTextProps) {
  const pieces = useMemo(() => differences(text, other, alike), [text, other, alike]);
  const [first] = pieces;
  if (pieces.length === 1 && first?.changed) return <mark className={classes.markWhole}>{text}</mark>;
  let at = 0;
  return (
    <>
      {pieces.map((piece) => {
        const key = at;
        at += piece.text.length;
        return piece.changed ? (
          <mark key={key} className={classes.mark}>
            {piece.text}
          </mark>
        ) : (
          <span key={key}>{piece.text}</span>
        );
      })}
    </>
  );
}
