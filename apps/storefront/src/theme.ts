import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The shades were chosen so that text on them, and they as text, keep a contrast of 4.5 to 1. */
const moss: MantineColorsTuple = [
  '#eef7f0',
  '#d8ecdd',
  '#b0d9ba',
  '#85c496',
  '#5dae74',
  '#3f9359',
  '#2a7443',
  '#246639',
  '#1d552f',
  '#134022',
];

export const theme = createTheme({
  primaryColor: 'moss',
  primaryShade: { light: 6, dark: 7 },
  colors: { moss },
  defaultRadius: 'md',
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  // Fingers need more room than a pointer does.
  components: {
    Anchor: { defaultProps: { underline: 'always' } },
    Button: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
  },
});

/** Mantine's own shades of these are too pale for small text. */
export const contrast: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': colors.gray[7],
    '--mantine-color-placeholder': colors.gray[7],
    '--mantine-color-gray-light-color': colors.gray[8],
    '--mantine-color-green-light-color': '#1b6e2c',
    '--mantine-color-orange-light-color': '#a33b06',
    '--mantine-color-red-light-color': '#b42323',
    '--mantine-color-moss-light-color': colors.moss![8],
    '--mantine-color-error': '#c92a2a',
  },
  dark: {
    '--mantine-color-dimmed': colors.dark[1],
    '--mantine-color-placeholder': colors.dark[1],
    '--mantine-color-gray-light-color': colors.gray[3],
    '--mantine-color-green-light-color': colors.green[3],
    '--mantine-color-orange-light-color': colors.orange[3],
    '--mantine-color-red-light-color': colors.red[3],
    '--mantine-color-moss-light-color': colors.moss![2],
    '--mantine-color-error': colors.red[4],
    '--mantine-color-anchor': colors.moss![3],
  },
});
