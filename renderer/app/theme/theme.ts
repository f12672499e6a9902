import {
  ActionIcon,
  Badge,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Input,
  type MantineColorsTuple,
  Menu,
  Modal,
  Paper,
  Popover,
  SegmentedControl,
  Table,
  Tooltip,
} from '@mantine/core';
import classes from './components.module.css';

const gold: MantineColorsTuple = [
  '#fdf6e3',
  '#f8edd0',
  '#f0d998',
  '#e6c05c',
  '#d8a42a',
  '#c8951d',
  '#a87a12',
  '#8a6207',
  '#785200',
  '#5a3d00',
];
/** Warm greys, in the place of Mantine's cold ones. */
const gray: MantineColorsTuple = [
  '#fdfcfa',
  '#f4f2ed',
  '#efece5',
  '#dfdad0',
  '#cbc4b7',
  '#b0a898',
  '#8c8577',
  '#6a6357',
  '#4d473d',
  '#1f1c17',
];
const dark: MantineColorsTuple = [
  '#f0ece3',
  '#d0c9bb',
  '#a79f90',
  '#8b8374',
  '#4a453b',
  '#38342c',
  '#25221d',
  '#1d1b17',
  '#171512',
  '#100e0c',
];

export const theme = createTheme({
  primaryColor: 'gold',
  primaryShade: 4,
  colors: { gold, gray, dark },
  autoContrast: true,
  black: '#1f1c17',
  fontFamily: 'var(--o-sans)',
  fontFamilyMonospace: 'var(--o-mono)',
  defaultRadius: 6,
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '6px', xl: '8px' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.8125rem', lg: '1rem', xl: '1.25rem' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.35' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
    Input: Input.extend({
      defaultProps: { size: 'xs' },
      vars: () => ({ wrapper: { '--input-fz': 'var(--mantine-font-size-sm)' } }),
    }),
    Badge: Badge.extend({ defaultProps: { tt: 'none', radius: 'sm', variant: 'light' } }),
    Paper: Paper.extend({ defaultProps: { withBorder: true, shadow: 'none' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withinPortal: true } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', withinPortal: true } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', withinPortal: true } }),
    // 19 px of text and 5 above and below: rows of 30 px with their line.
    Table: Table.extend({
      defaultProps: { verticalSpacing: 5, horizontalSpacing: 8 },
      classNames: { table: classes.table },
    }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'xs' },
      classNames: { root: classes.segments, label: classes.segment },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        transitionProps: { duration: 100 },
        overlayProps: { backgroundOpacity: 0.4 },
        // The head of a dialog is not the banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
      styles: { title: { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 600 } },
    }),
    ...small([
      'InputWrapper',
      'TextInput',
      'NumberInput',
      'Select',
      'MultiSelect',
      'Autocomplete',
      'TagsInput',
      'Textarea',
      'PasswordInput',
      'DateInput',
      'Checkbox',
      'Radio',
      'Switch',
    ]),
  },
});

function small(names: readonly string[]): Record<string, { defaultProps: { size: 'xs' } }> {
  return Object.fromEntries(names.map((name) => [name, { defaultProps: { size: 'xs' } }]));
}

const shared: Record<string, string> = {
  '--mantine-color-body': 'var(--o-surface)',
  '--mantine-color-text': 'var(--o-ink)',
  '--mantine-color-dimmed': 'var(--o-muted)',
  '--mantine-color-placeholder': 'var(--o-muted)',
  '--mantine-color-anchor': 'var(--o-blue)',
  '--mantine-color-error': 'var(--o-red)',
  '--mantine-color-default': 'var(--o-raised)',
  '--mantine-color-default-hover': 'var(--o-hover)',
  '--mantine-color-default-color': 'var(--o-ink)',
  '--mantine-color-default-border': 'var(--o-border)',
  '--mantine-color-gold-text': 'var(--o-gold-text)',
  '--mantine-color-gold-filled': 'var(--o-gold)',
  '--mantine-color-gold-filled-hover': 'var(--o-gold-hover)',
  '--mantine-color-gold-light': 'var(--o-gold-soft)',
  '--mantine-color-gold-light-hover': 'var(--o-gold-soft)',
  '--mantine-color-gold-light-color': 'var(--o-gold-text)',
  '--mantine-color-gold-outline': 'var(--o-gold-text)',
  '--mantine-color-gray-text': 'var(--o-ink-2)',
  '--mantine-color-gray-light': 'var(--o-hover)',
  '--mantine-color-gray-light-hover': 'var(--o-hover)',
  '--mantine-color-gray-light-color': 'var(--o-ink-2)',
  '--mantine-color-gray-outline': 'var(--o-border-strong)',
  ...state('red'),
  ...state('orange', 'amber'),
  ...state('yellow', 'amber'),
  ...state('green'),
  ...state('blue'),
};

/** A state colour of Mantine from its token: text, soft ground. */
function state(name: string, token = name): Record<string, string> {
  return {
    [`--mantine-color-${name}-text`]: `var(--o-${token})`,
    [`--mantine-color-${name}-light`]: `var(--o-${token}-soft)`,
    [`--mantine-color-${name}-light-hover`]: `var(--o-${token}-soft)`,
    [`--mantine-color-${name}-light-color`]: `var(--o-${token})`,
    [`--mantine-color-${name}-outline`]: `var(--o-${token})`,
  };
}

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
