import { ActionIcon, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import {
  createContext,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import classes from './app.module.css';

export interface InspectorState {
  readonly isOpen: boolean;
  /** Does the page have something to show in it? */
  readonly isFilled: boolean;
  open(): void;
  close(): void;
  toggle(): void;
}

interface Inner extends InspectorState {
  readonly target: HTMLElement | null;
  setTarget(target: HTMLElement | null): void;
  /** @returns a function that takes the content away. */
  fill(): () => void;
}

const Context = createContext<Inner | null>(null);

export function InspectorProvider({ children }: { readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(true);
  const [fillings, setFillings] = useState(0);
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const value = useMemo<Inner>(
    () => ({
      isOpen,
      isFilled: fillings > 0,
      target,
      setTarget,
      open: () => setOpen(true),
      close: () => setOpen(false),
      toggle: () => setOpen((open) => !open),
      fill() {
        setFillings((count) => count + 1);
        return () => setFillings((count) => count - 1);
      },
    }),
    [isOpen, fillings, target],
  );
  return <Context value={value}>{children}</Context>;
}

function useInner(): Inner {
  const inner = useContext(Context);
  if (!inner) throw new Error('useInspector outside InspectorProvider');
  return inner;
}

/** Opens and closes the panel on the right; what it shows is given by {@link Inspect}. */
export const useInspector = (): InspectorState => useInner();

interface InspectProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** Shows its children in the inspector for as long as it is rendered: put it anywhere in a page. */
export function Inspect({ title, children }: InspectProps) {
  const { target, fill } = useInner();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for as long as it is rendered
  useEffect(() => fill(), []);
  if (!target) return null;
  return createPortal(
    <>
      <Text component="h2" className={classes.inspectorTitle}>
        {title}
      </Text>
      <div className={classes.inspectorBody}>{children}</div>
    </>,
    target,
  );
}

const WIDTH = { key: 'orfevre.inspector', least: 260, most: 640, usual: 340, step: 16 };
const within = (width: number) => Math.min(WIDTH.most, Math.max(WIDTH.least, width));

/** The panel itself; there only while it is open and filled. */
export function InspectorPanel() {
  const { t } = useTranslation('app');
  const { isOpen, isFilled, setTarget, close } = useInner();
  const [width, setWidth] = useState(() => within(Number(localStorage.getItem(WIDTH.key)) || WIDTH.usual));
  const resize = (next: number) => {
    setWidth(within(next));
    localStorage.setItem(WIDTH.key, String(within(next)));
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(window.innerWidth - event.clientX);
  };
  const step = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') resize(width + WIDTH.step);
    if (event.key === 'ArrowRight') resize(width - WIDTH.step);
  };
  if (!isOpen || !isFilled) return null;
  return (
    <aside className={classes.inspector} style={{ width }} aria-label={t('inspector.label')}>
      {/* biome-ignore lint/a11y/useSemanticElements: a separator that is moved is no <hr> */}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={t('inspector.resize')}
        aria-valuenow={width}
        aria-valuemin={WIDTH.least}
        aria-valuemax={WIDTH.most}
        tabIndex={0}
        className={classes.handle}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={step}
      />
      <ActionIcon className={classes.inspectorClose} aria-label={t('inspector.close')} onClick={close}>
        <IconX size={16} aria-hidden="true" />
      </ActionIcon>
      <div ref={setTarget} className={classes.inspectorContent} />
    </aside>
  );
}
