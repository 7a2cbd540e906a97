import { Box, Paper, Text } from '@mantine/core';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Scatter,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { Oversight } from '@concord/client';
import { useLanguage } from '../language/language';
import { exactTime, regional } from '../moment/when';
import { MarkLegend, MarkShape } from './stock-marks';
import { MARK_KINDS, seriesOf, ticksOf, type ChartMark, type ChartPoint } from './stock-series';

const HEIGHT = 260;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** How exact the axis is. */
function scaleOf(spanMs: number): Intl.DateTimeFormatOptions {
  if (spanMs > 2 * DAY_MS) return { day: 'numeric', month: 'short' };
  return spanMs < 5 * MINUTE_MS ? { timeStyle: 'medium' } : { timeStyle: 'short' };
}

const SERIES = [
  { key: 'sellable', label: 'board.sellable', colour: 'var(--mantine-color-sea-6)', dashes: undefined },
  { key: 'onHand', label: 'sku.onHand', colour: 'var(--mantine-color-gray-6)', dashes: '6 3' },
  { key: 'reserved', label: 'sku.reserved', colour: 'var(--mantine-color-orange-7)', dashes: '2 3' },
] as const;

/** Stock over time on a true scale, with what moved it. What it says stands in its label, and in a table beside it. */
export function StockChart({ history }: { readonly history: Oversight.History }) {
  const { t, language } = useLanguage();
  const { start, end, line, marks } = seriesOf(history);
  const tick = new Intl.DateTimeFormat(regional(language), scaleOf(end - start));
  const says = t('sku.curveSays', {
    from: exactTime(history.from, language),
    to: exactTime(history.to, language),
    first: line[0]?.sellable ?? 0,
    last: line.at(-1)?.sellable ?? 0,
    marks: marks.length,
  });
  const axis = { stroke: 'var(--mantine-color-dimmed)', fontSize: 12, tickLine: false } as const;
  return (
    <>
      <Box role="img" aria-label={says}>
        <ResponsiveContainer width="100%" height={HEIGHT}>
          <ComposedChart data={line} margin={{ top: 10, right: 12, left: 0, bottom: 0 }} accessibilityLayer={false}>
            <CartesianGrid stroke="var(--mantine-color-default-border)" strokeDasharray="4 4" vertical={false} />
            <XAxis
              dataKey="time"
              type="number"
              scale="time"
              domain={[start, end]}
              ticks={ticksOf(start, end)}
              allowDataOverflow
              tickFormatter={(time: number) => tick.format(time)}
              minTickGap={40}
              {...axis}
            />
            <YAxis width={44} allowDecimals={false} {...axis} />
            <Tooltip content={<Then />} isAnimationActive={false} />
            <Area
              dataKey="sellable"
              type="stepAfter"
              stroke={SERIES[0].colour}
              strokeWidth={2}
              fill={SERIES[0].colour}
              fillOpacity={0.15}
              isAnimationActive={false}
            />
            {SERIES.slice(1).map(({ key, colour, dashes }) => (
              <Line
                key={key}
                dataKey={key}
                type="stepAfter"
                stroke={colour}
                strokeDasharray={dashes}
                dot={false}
                isAnimationActive={false}
              />
            ))}
            {/* Without points of its own a scatter would take those of the chart. */}
            {marks.length > 0 && (
              <Scatter
                data={marks}
                dataKey="sellable"
                isAnimationActive={false}
                shape={({ cx, cy, payload }: { cx?: number; cy?: number; payload?: ChartMark }) =>
                  payload && cx !== undefined && cy !== undefined ? (
                    <MarkShape
                      kind={payload.kind}
                      x={cx}
                      y={cy}
                      words={`${exactTime(payload.at, language)}: ${payload.words}`}
                    />
                  ) : (
                    <g />
                  )
                }
              />
            )}
          </ComposedChart>
        </ResponsiveContainer>
      </Box>
      <Box mt="xs">
        <SeriesLegend />
        <MarkLegend kinds={MARK_KINDS.filter((kind) => marks.some((mark) => mark.kind === kind))} />
      </Box>
    </>
  );
}

/** The line of each value, with its name. */
function SeriesLegend() {
  const { t } = useLanguage();
  return (
    <Box mb={4} style={{ display: 'flex', gap: 12, flexWrap: 'wrap' }}>
      {SERIES.map(({ key, label, colour, dashes }) => (
        <Text key={key} size="xs" span>
          <svg width={22} height={8} aria-hidden style={{ marginRight: 4 }}>
            <line x1={0} y1={4} x2={22} y2={4} stroke={colour} strokeWidth={2} strokeDasharray={dashes} />
          </svg>
          {t(label)}
        </Text>
      ))}
    </Box>
  );
}

interface ThenProps {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: ChartPoint | ChartMark }[];
}

/** What there was at the moment to which one points. */
function Then({ active, payload = [] }: ThenProps) {
  const { t, language } = useLanguage();
  const point = payload.map((each) => each.payload).find((each) => each !== undefined && 'onHand' in each);
  if (!active || !point || !('onHand' in point)) return null;
  return (
    <Paper withBorder shadow="sm" p="xs">
      <Text size="xs" c="dimmed">
        {exactTime(new Date(point.time).toISOString(), language)}
      </Text>
      {SERIES.map(({ key, label }) => (
        <Text key={key} size="sm" className="figures">
          {t(label)}: {point[key]}
        </Text>
      ))}
    </Paper>
  );
}
