import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The accent as Mantine wants it: ten shades, of which 6 (light) and 5 (dark) fill buttons. */
const accent: MantineColorsTuple = [
  '#E8EEFB',
  '#C9D7F6',
  '#A8BEF0',
  '#8FB1FF',
  '#5F86E6',
  '#3D67DB',
  '#2450C4',
  '#1E44A8',
  '#19388B',
  '#132B6B',
];

/** Mantine's two scales of neutrals, pointed at our tokens: its components never show a grey of their own. */
const gray: MantineColorsTuple = [
  '#F5F6F7',
  '#ECEEF1',
  '#ECEEF1',
  '#DDE1E6',
  '#848C96',
  '#848C96',
  '#545C66',
  '#545C66',
  '#15181C',
  '#15181C',
];
const dark: MantineColorsTuple = [
  '#E8EBEE',
  '#A3ACB6',
  '#A3ACB6',
  '#727B87',
  '#727B87',
  '#3A414B',
  '#191D22',
  '#191D22',
  '#23282F',
  '#111417',
];

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  colors: { accent, gray, dark },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  defaultRadius: 8,
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  headings: { fontWeight: '560' },
  components: {
    Button: { defaultProps: { h: 'var(--control-height)', fw: 560, px: 14 } },
    ActionIcon: { defaultProps: { size: 'var(--control-height)', variant: 'subtle', color: 'gray' } },
    Modal: {
      defaultProps: { radius: 12, transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.4 } },
    },
    Drawer: {
      defaultProps: { radius: 12, transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.4 } },
    },
    Menu: {
      defaultProps: {
        transitionProps: { duration: 80 },
        shadow: 'md',
        radius: 10,
        // A menu holds items only, for those who hear it.
        withInitialFocusPlaceholder: false,
      },
    },
    Tooltip: { defaultProps: { transitionProps: { duration: 80 }, openDelay: 300 } },
    Input: {
      // As high as buttons; on a phone as large as a finger, and in letters at which no phone zooms in.
      vars: () => ({ wrapper: { '--input-height': 'var(--control-height)', '--input-fz': 'var(--field-size)' } }),
    },
    SegmentedControl: { defaultProps: { withItemsBorders: false } },
    Switch: { defaultProps: { withThumbIndicator: false } },
    // What suggests nothing opens nothing: Escape is its dialog's.
    TagsInput: { defaultProps: { openOnFocus: false } },
  },
});

/** Mantine's variables, pointed at our tokens: a component never names a colour. */
export const variables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--muted)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--red)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--sunken)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-disabled': 'var(--sunken)',
    '--mantine-color-disabled-color': 'var(--muted)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-primary-color-filled': 'var(--accent-fill)',
    '--mantine-primary-color-filled-hover': 'color-mix(in srgb, var(--accent-fill) 88%, black)',
    '--mantine-primary-color-light': 'var(--accent-tint)',
    '--mantine-primary-color-light-hover': 'color-mix(in srgb, var(--accent-tint) 90%, var(--accent))',
    '--mantine-primary-color-light-color': 'var(--accent)',
    '--mantine-color-accent-filled': 'var(--accent-fill)',
    '--mantine-color-accent-filled-hover': 'color-mix(in srgb, var(--accent-fill) 88%, black)',
    '--mantine-color-accent-light': 'var(--accent-tint)',
    '--mantine-color-accent-light-color': 'var(--accent)',
    '--mantine-color-accent-text': 'var(--accent)',
    '--mantine-color-red-6': 'var(--red)',
    '--mantine-color-red-filled': '#B3261E',
    '--mantine-color-red-filled-hover': '#8F1E18',
    '--mantine-color-red-light': 'var(--red-tint)',
    '--mantine-color-red-light-hover': 'var(--red-tint)',
    '--mantine-color-red-light-color': 'var(--red)',
    '--mantine-color-red-text': 'var(--red)',
    '--mantine-color-gray-light-color': 'var(--text)',
    '--mantine-color-gray-text': 'var(--text)',
    '--mantine-line-height': '1.43',
    '--input-bd': 'var(--control)',
  };
  return { variables: {}, light: shared, dark: shared };
};
