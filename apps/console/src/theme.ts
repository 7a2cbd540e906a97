import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The shades were chosen so that text on them, and they as text, keep a contrast of 4.5 to 1. */
const sea: MantineColorsTuple = [
  '#e6f7fa',
  '#c9ebf1',
  '#9cd9e4',
  '#66c2d3',
  '#38a9be',
  '#1b93aa',
  '#0b7285',
  '#0a6678',
  '#085767',
  '#054552',
];

export const theme = createTheme({
  primaryColor: 'sea',
  primaryShade: { light: 6, dark: 7 },
  colors: { sea },
  defaultRadius: 'md',
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  // Within a sentence colour alone does not show a link; a link that stands alone says so with `underline="hover"`.
  components: { Anchor: { defaultProps: { underline: 'always' } } },
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
    '--mantine-color-sea-light-color': colors.sea![8],
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#b42323',
  },
  dark: {
    '--mantine-color-dimmed': colors.dark[1],
    '--mantine-color-placeholder': colors.dark[1],
    '--mantine-color-gray-light-color': colors.gray[3],
    '--mantine-color-green-light-color': colors.green[3],
    '--mantine-color-orange-light-color': colors.orange[3],
    '--mantine-color-red-light-color': colors.red[3],
    '--mantine-color-sea-light-color': colors.sea![2],
    '--mantine-color-error': colors.red[4],
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#b42323',
    '--mantine-color-anchor': colors.sea![3],
  },
});
