import { Box, Group, Text } from '@mantine/core';
import { useLanguage } from '../language/language';
import classes from './coverage-bar.module.css';

/** Twice the demand is a full bar: more tells nobody more. */
const FULL_MILLI = 2_000;
/** At the first bound stock covers the demand; from the second one on a campaign is clear. */
const BOUNDS_MILLI = [1_000, 1_200] as const;

const shareOf = (milli: number) => `${Math.min(100, (100 * milli) / FULL_MILLI)}%`;

/** Supply over demand as a bar, with marks at 1.0 and 1.2. */
export function CoverageBar({ milli }: { readonly milli: number }) {
  const { t, language } = useLanguage();
  const ratio = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
    milli / 1_000,
  );
  const [covered, clear] = BOUNDS_MILLI;
  const colour = milli >= clear ? 'green' : milli >= covered ? 'orange' : 'red';
  return (
    <Group gap="xs" wrap="nowrap" title={t('board.coverageOf', { ratio })} miw={110}>
      <Box
        className={classes.bar}
        role="meter"
        aria-label={t('board.coverageOf', { ratio })}
        aria-valuenow={milli / 1_000}
        aria-valuemin={0}
        aria-valuemax={Math.max(FULL_MILLI, milli) / 1_000}
      >
        <Box className={classes.filled} style={{ width: shareOf(milli) }} bg={`${colour}.6`} />
        {BOUNDS_MILLI.map((bound) => (
          <Box key={bound} className={classes.bound} style={{ left: shareOf(bound) }} />
        ))}
      </Box>
      <Text size="sm" className="figures" span>
        {ratio}
      </Text>
    </Group>
  );
}
