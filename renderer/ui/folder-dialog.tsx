import { ActionIcon, Alert, Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { IconArrowUp, IconFile, IconFolder } from '@tabler/icons-react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileKind } from './choose.ts';
import { useFormat } from './format.ts';
import type { FolderRequest } from './path-picker.tsx';
import { joinPath } from './paths.ts';
import { useRoving } from './roving.ts';
import classes from './ui.module.css';

export interface FolderEntry {
  readonly name: string;
  readonly path: string;
  readonly folder: boolean;
  readonly bytes: number;
}

export interface FolderListing {
  readonly path: string;
  readonly parent: string | null;
  readonly entries: readonly FolderEntry[];
}

interface FolderDialogProps {
  readonly request: FolderRequest;
  readonly list: (path: string | undefined) => Promise<FolderListing>;
  readonly onClose: (paths: readonly string[]) => void;
}

const LAST = 'orfevre.folder';

/** Chooses files, a folder or a name to save under, on the engine's machine: a browser does not tell paths. */
export function FolderDialog({ request, list, onClose }: FolderDialogProps) {
  const { t } = useTranslation('ui');
  const [folder, setFolder] = useState<FolderListing>();
  const [failed, setFailed] = useState<string>();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [name, setName] = useState(request.mode === 'save' ? (request.defaultName ?? '') : '');

  const closing = useRef(onClose);
  closing.current = onClose;
  // Of several listings under way only the one asked for last is shown.
  const asked = useRef(0);
  const go = useCallback(
    async (path: string | undefined): Promise<FolderListing | undefined> => {
      const turn = ++asked.current;
      try {
        const next = await list(path);
        if (turn !== asked.current) return undefined;
        setFolder(next);
        setTyped(next.path);
        // Looked at again, it keeps what was chosen in it.
        setChosen((known) => known.filter((one) => next.entries.some((entry) => entry.path === one)));
        setFailed(undefined);
        localStorage.setItem(LAST, next.path);
        return next;
      } catch (error) {
        if (turn !== asked.current) return undefined;
        // The path of a file itself, as it is pasted.
        if (request.mode === 'files' && path !== undefined && isFile(error)) closing.current([path]);
        else setFailed(path ?? '');
        return undefined;
      }
    },
    [list, request.mode],
  );
  const roving = useRoving<HTMLFieldSetElement>('button');
  // The path it begins with comes while somebody may be about to write: it is marked, so that what is written replaces it.
  const field = useRef<HTMLInputElement>(null);
  const [begun, setBegun] = useState<string>();
  useLayoutEffect(() => {
    const { current } = field;
    if (current && current === document.activeElement && current.value === begun) current.select();
  }, [begun]);
  useEffect(() => {
    const turn = asked.current;
    // Where to begin is nobody's wish any more once somebody has gone somewhere.
    if (turn > 0) return;
    const last = localStorage.getItem(LAST) ?? undefined;
    list(last).then(
      (next) => {
        if (turn !== asked.current) return;
        setFolder(next);
        setTyped((text) => text || next.path);
        setBegun(next.path);
      },
      () => {
        if (turn === asked.current) void go(undefined);
      },
    );
  }, [list, go]);

  const kinds = request.mode === 'folder' ? [] : (request.kinds ?? []);
  const entries = (folder?.entries ?? []).filter(
    (entry) => entry.folder || (request.mode !== 'folder' && fits(entry.name, kinds)),
  );
  const multiple = request.mode === 'files' && request.multiple === true;

  const pick = (entry: FolderEntry) => {
    if (entry.folder) return void go(entry.path);
    if (request.mode === 'save') return setName(entry.name);
    const others = multiple ? chosen.filter((path) => path !== entry.path) : [];
    setChosen(chosen.includes(entry.path) ? others : [...others, entry.path]);
  };
  const answer = (at = folder): readonly string[] => {
    if (!at) return [];
    if (request.mode === 'folder') return [at.path];
    if (request.mode === 'files') return chosen;
    return name.trim() ? [joinPath(at.path, withExtension(name.trim(), kinds))] : [];
  };
  // The folder that is written in the field is meant, even where its listing is not there yet.
  const isTyped = typed.trim() !== '' && typed !== folder?.path;
  const accept = async () => {
    const at = isTyped ? await go(typed) : folder;
    if (at && answer(at).length > 0 && !(isTyped && request.mode === 'files')) onClose(answer(at));
  };

  return (
    <Modal
      opened
      size="lg"
      onClose={() => onClose([])}
      title={request.title ?? t(`folder.${request.mode}`)}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={classes.folder}
        onSubmit={(event) => {
          event.preventDefault();
          // Enter with nothing chosen looks again: a file may have come meanwhile.
          if (isTyped || answer().length === 0) void go(typed || undefined);
          else void accept();
        }}
      >
        <Group gap="xs" wrap="nowrap">
          <ActionIcon
            aria-label={t('folder.up')}
            disabled={!folder?.parent}
            onClick={() => folder?.parent && go(folder.parent)}
          >
            <IconArrowUp size={16} aria-hidden="true" />
          </ActionIcon>
          <TextInput
            ref={field}
            flex={1}
            aria-label={t('folder.path')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              // As in the system's dialogs: down from the path into what the folder holds.
              const first = roving.ref.current?.querySelector<HTMLElement>('button[tabindex="0"]');
              if (event.key !== 'ArrowDown' || !first) return;
              event.preventDefault();
              first.focus();
            }}
            data-autofocus={request.mode === 'save' ? undefined : true}
            spellCheck={false}
          />
        </Group>
        {failed !== undefined && (
          <Alert role="alert" color="red" title={t('folder.failed', { path: failed })}>
            {t('folder.failedNext')}
          </Alert>
        )}
        <fieldset
          ref={roving.ref}
          onKeyDown={(event) => {
            roving.onKeyDown(event);
            if (event.key === 'Backspace' && folder?.parent) void go(folder.parent);
            // Enter chooses the one it is on; with Ctrl, all that are marked.
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && answer().length > 0) {
              event.preventDefault();
              onClose(answer());
            }
          }}
          className={classes.entries}
          aria-label={t('folder.contents')}
        >
          {entries.length === 0 && <Text className={classes.blank}>{t('folder.empty')}</Text>}
          {entries.map((entry) => (
            <Entry
              key={entry.path}
              entry={entry}
              chosen={chosen.includes(entry.path)}
              onPick={() => pick(entry)}
              onOpen={() => request.mode === 'files' && !entry.folder && onClose([entry.path])}
            />
          ))}
        </fieldset>
        {request.mode === 'save' && (
          <TextInput
            label={t('folder.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={() => onClose([])}>
            {t('cancel')}
          </Button>
          <Button onClick={() => void accept()} disabled={answer().length === 0}>
            {t(`folder.accept.${request.mode}`, { count: chosen.length })}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

interface EntryProps {
  readonly entry: FolderEntry;
  readonly chosen: boolean;
  readonly onPick: () => void;
  readonly onOpen: () => void;
}

function Entry({ entry, chosen, onPick, onOpen }: EntryProps) {
  const { bytes } = useFormat();
  const Icon = entry.folder ? IconFolder : IconFile;
  return (
    <button
      type="button"
      className={classes.entry}
      aria-pressed={entry.folder ? undefined : chosen}
      onClick={onPick}
      onDoubleClick={onOpen}
    >
      <Icon size={16} aria-hidden="true" />
      <span className={classes.entryName} title={entry.name}>
        {entry.name}
      </span>
      {!entry.folder && <span className={`${classes.blank} o-num`}>{bytes(entry.bytes)}</span>}
    </button>
  );
}

/** Was it refused because it is a file, not a folder? */
const isFile = (error: unknown): boolean =>
  (error as { data?: { code?: unknown } } | null)?.data?.code === 'folder.not_a_folder';

const fits = (name: string, kinds: readonly FileKind[]): boolean =>
  kinds.length === 0 ||
  kinds.some(({ extensions }) => extensions.some((end) => name.toLowerCase().endsWith(`.${end}`)));

function withExtension(name: string, kinds: readonly FileKind[]): string {
  const extension = kinds[0]?.extensions[0];
  return extension === undefined || fits(name, kinds) ? name : `${name}.${extension}`;
}
