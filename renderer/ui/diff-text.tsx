import { useMemo } from 'react';
import { differences } from './diff.ts';
import classes from './ui.module.css';

/** A text with the characters marked in which it differs from another. */
export function DiffText({ text, other }: { readonly text: string; readonly other: string }) {
  const pieces = useMemo(() => differences(text, other), [text, other]);
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
