import { useLanguage } from '../language/language';

const WIDTH = 84;
const HEIGHT = 24;

/** Sellable units over seven days, as a line of steps; days of which nothing is known have none. */
export function Sparkline({ values }: { readonly values: readonly (number | null)[] }) {
  const { t } = useLanguage();
  const known = values.flatMap((value) => value ?? []);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return null;
  const most = Math.max(1, ...known);
  const x = (n: number) => (n * WIDTH) / values.length;
  const y = (value: number) => HEIGHT - 2 - (value * (HEIGHT - 4)) / most;
  const path = values.reduce<string>((line, value, n) => {
    if (value === null) return line;
    return `${line}${line === '' ? `M${x(n)} ${y(value)}` : `V${y(value)}`}H${x(n + 1)}`;
  }, '');
  const words = t('board.weekOf', { first, last, least: Math.min(...known), most: Math.max(...known) });
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={words} style={{ display: 'block' }}>
      <title>{words}</title>
      <path d={path} fill="none" stroke="var(--mantine-color-anchor)" strokeWidth={1.5} />
      <circle cx={WIDTH - 2} cy={y(last)} r={2} fill="var(--mantine-color-anchor)" />
    </svg>
  );
}
