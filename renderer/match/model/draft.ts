import { useEffect, useSyncExternalStore } from 'react';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import { useProject } from '../../app/session.ts';
import { pushUndo } from '../../app/undo.ts';

/** A model that is being edited. */
export interface Draft {
  /** What was in force when it was begun, as {@link baseOf}: it may be another by now. */
  readonly base: string;
  readonly model: MatchModel;
}

interface Edit {
  readonly key: string;
  readonly place: string;
  readonly after: MatchModel;
}

/** Drafts by key, kept while the window is open: neither leaving the page nor loading it again loses them. */
const drafts = new Map<string, Draft | null>();
const bases = new Map<string, string>();
const listeners = new Set<() => void>();
let lastEdit: Edit | undefined;

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

function read(key: string): Draft | null {
  const known = drafts.get(key);
  if (known !== undefined) return known;
  const kept = stored(key);
  drafts.set(key, kept);
  return kept;
}

function stored(key: string): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Draft | null;
  } catch {
    return null;
  }
}

function write(key: string, draft: Draft | null): void {
  drafts.set(key, draft);
  try {
    if (draft) sessionStorage.setItem(key, JSON.stringify(draft));
    else sessionStorage.removeItem(key);
  } catch {
    // No room for it: it lasts as long as the window is not loaded again.
  }
  for (const listener of listeners) listener();
}

const isSame = (left: MatchModel, right: MatchModel): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

export interface ModelDraft {
  /** null: there is none in force, and none was begun. */
  readonly model: MatchModel | null;
  readonly isChanged: boolean;
  /** Another model came in force since the draft was begun. */
  readonly isStale: boolean;
  /**
   * Changes the model; Ctrl Z takes it back and says `label`. What is written into one field letter by letter is one
   * edit: it has the same `place`.
   */
  edit(label: string, change: (model: MatchModel) => MatchModel, place?: string): void;
  /** Another model in its place, as one edit. */
  replace(label: string, model: MatchModel): void;
  /** Back to the model in force. */
  discard(): void;
  /** Goes on with the draft, above the model that came in force meanwhile. */
  keep(): void;
}

/** The model as it is being edited; `saved` as long as nothing is. `base` tells what is in force. */
export function useModelDraft(entity: string, saved: MatchModel | null, base: string): ModelDraft {
  const key = `orfevre.match-model ${useProject()?.path ?? ''} ${entity}`;
  const draft = useSyncExternalStore(subscribe, () => read(key));
  const isChanged = draft !== null && (saved === null || !isSame(draft.model, saved));
  useEffect(() => {
    bases.set(key, base);
  }, [key, base]);
  // What says the same as what is in force is no draft.
  useEffect(() => {
    if (draft && !isChanged) write(key, null);
  }, [key, draft, isChanged]);
  const put = (model: MatchModel | null) => write(key, model && { base: bases.get(key) ?? base, model });
  const replace = (label: string, after: MatchModel, place?: string) => {
    const before = read(key)?.model ?? saved;
    if (before && isSame(before, after)) return;
    const goesOn =
      place !== undefined && lastEdit?.key === key && lastEdit.place === place && lastEdit.after === before;
    if (!goesOn) pushUndo({ label, undo: () => put(before) });
    write(key, { base: read(key)?.base ?? base, model: after });
    lastEdit = place === undefined ? undefined : { key, place, after };
  };
  return {
    model: draft?.model ?? saved,
    isChanged,
    isStale: isChanged && draft.base !== base,
    edit(label, change, place) {
      const before = read(key)?.model ?? saved;
      if (before) replace(label, change(before), place);
    },
    replace,
    discard: () => write(key, null),
    keep: () => draft && write(key, { ...draft, base }),
  };
}
