/**
 * "Proof sheet": a print shop's contact sheet. Warm paper, ink, one vermilion grease pencil.
 *
 * The only file with raw colours (a test keeps it so). Everything else uses the `--es-*` custom properties that
 * `cssVariables` sets for the light and the dark scheme.
 */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

type Token =
  | 'paper'
  | 'surface'
  | 'raised'
  | 'ink'
  | 'muted'
  | 'line'
  | 'control'
  | 'signal'
  | 'on-signal'
  | 'signal-text'
  | 'focus'
  | 'info'
  | 'ok'
  | 'warn'
  | 'danger'
  | 'on-danger'
  | 'shadow'
  | 'scrim';

const light: Record<Token, string> = {
  paper: '#F6F4EF',
  surface: '#FFFFFF',
  raised: '#FFFFFF',
  ink: '#16181D',
  muted: '#5B5F68',
  line: '#DAD6CC',
  control: '#82868F',
  signal: '#FF5A36',
  'on-signal': '#16181D',
  'signal-text': '#B93815',
  focus: '#0B6E75',
  info: '#0B6E75',
  ok: '#1B7A4B',
  warn: '#8A5A00',
  danger: '#B3261E',
  'on-danger': '#FFFFFF',
  shadow: '0 1px 0 #DAD6CC, 0 12px 32px -16px rgb(22 24 29 / 0.25)',
  scrim: 'rgb(22 24 29 / 0.45)',
};

const dark: Record<Token, string> = {
  paper: '#121418',
  surface: '#1B1E24',
  raised: '#242830',
  ink: '#F1EFEA',
  muted: '#A3A7B0',
  line: '#2C313A',
  control: '#737883',
  signal: '#FF7A5C',
  'on-signal': '#16181D',
  'signal-text': '#FF7A5C',
  focus: '#4FD1D9',
  info: '#4FD1D9',
  ok: '#4CC38A',
  warn: '#E8B04A',
  danger: '#FF8A80',
  'on-danger': '#16181D',
  shadow: '0 1px 0 #2C313A, 0 12px 32px -16px rgb(0 0 0 / 0.6)',
  scrim: 'rgb(8 9 11 / 0.65)',
};

/** What a brand's next colour starts as, before somebody chooses: inks far apart from each other. */
export const FIRST_INKS = [
  '#B93815',
  '#F2C14E',
  '#0B6E75',
  '#16181D',
  '#F4E3C3',
  '#7A3B69',
  '#3E7CB1',
  '#81A263',
  '#E5989B',
  '#5B5F68',
  '#E76F51',
  '#2A3D66',
];

/** What stands for the picture behind a sample of captions, their outline, and letters on the word that is heard. */
export const CAPTION_GROUND = { '--ground': '#5B5F68', '--edge': '#000000', '--on-active': '#0B0B0F' };

const signal: MantineColorsTuple = [
  '#FFF1ED',
  '#FFE0D8',
  '#FFC2B3',
  '#FF9D86',
  '#FF7A5C',
  '#FF5A36',
  '#E8502B',
  '#B93815',
  '#8F2B10',
  '#661E0B',
];

/** Mantine reads 0 text, 2 dimmed, 3 placeholder, 4 border, 5 hover, 6 surface, 7 body. */
const darkTuple: MantineColorsTuple = [
  '#F1EFEA',
  '#D4D3D2',
  '#A3A7B0',
  '#8A8F9A',
  '#2C313A',
  '#242830',
  '#1B1E24',
  '#121418',
  '#0D0F12',
  '#08090B',
];

/** A scale of one hue is not part of the design: only the shades that Mantine asks for in each scheme matter. */
const flat = (onLight: string, onDark: string): MantineColorsTuple => [
  onDark,
  onDark,
  onDark,
  onDark,
  onDark,
  onLight,
  onLight,
  onLight,
  onLight,
  onLight,
];

export const theme = createTheme({
  primaryColor: 'signal',
  primaryShade: { light: 5, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.18, // the default 0.3 would put white on #FF5A36 (3.1:1)
  black: light.ink,
  white: '#FFFFFF',
  colors: { signal, dark: darkTuple, danger: flat(light.danger, dark.danger) },
  fontFamily: "'Instrument Sans Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'Geist Mono Variable', ui-monospace, monospace",
  headings: {
    fontFamily: "'Bricolage Grotesque Variable', system-ui, sans-serif",
    fontWeight: '700',
    sizes: {
      h1: { fontSize: '2.25rem', lineHeight: '1.1' },
      h2: { fontSize: '1.375rem', lineHeight: '1.2' },
      h3: { fontSize: '1.125rem', lineHeight: '1.25' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '3px', md: '6px', lg: '10px', xl: '10px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.4' },
  focusClassName: 'es-focus',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: { defaultProps: { radius: 'lg', centered: true, overlayProps: { color: 'transparent' } } },
    Drawer: { defaultProps: { overlayProps: { color: 'transparent' } } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false } },
    Menu: { defaultProps: { shadow: 'none' } },
    Popover: { defaultProps: { shadow: 'none' } },
  },
});

const tokens = (values: Record<Token, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`--es-${name}`, value]));

const mantine = (t: Record<Token, string>, hover: string) => ({
  '--mantine-color-body': t.paper,
  '--mantine-color-text': t.ink,
  '--mantine-color-bright': t.ink,
  '--mantine-color-dimmed': t.muted,
  '--mantine-color-placeholder': t.muted,
  '--mantine-color-default': t.surface,
  '--mantine-color-default-hover': hover,
  '--mantine-color-default-color': t.ink,
  '--mantine-color-default-border': t.control,
  '--mantine-color-anchor': t['signal-text'],
  '--mantine-color-error': t.danger,
  '--mantine-color-success': t.ok,
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...tokens(light), ...mantine(light, light.paper) },
  dark: { ...tokens(dark), ...mantine(dark, dark.raised) },
});
