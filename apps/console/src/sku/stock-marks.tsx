import { Group, Text } from '@mantine/core';
import { useLanguage } from '../language/language';
import type { MarkKind } from './stock-series';

/** Each kind by its shape and its colour: colour alone says nothing to many people. */
const LOOKS: Readonly<Record<MarkKind, { readonly colour: string; readonly path: string }>> = {
  receipt: { colour: 'green', path: 'M0 -6L6 5H-6Z' },
  order: { colour: 'sea', path: 'M-3 0A3 3 0 1 0 3 0A3 3 0 1 0 -3 0Z' },
  batch: { colour: 'violet', path: 'M-5 -5H5V5H-5Z' },
  pause: { colour: 'red', path: 'M-5 -6H-1V6H-5ZM1 -6H5V6H1Z' },
  return: { colour: 'orange', path: 'M0 -6L6 0L0 6L-6 0Z' },
};

interface MarkShapeProps {
  readonly kind: MarkKind;
  readonly x: number;
  readonly y: number;
  /** Shown while one points at it. */
  readonly words?: string;
}

export function MarkShape({ kind, x, y, words }: MarkShapeProps) {
  const { colour, path } = LOOKS[kind];
  return (
    <g transform={`translate(${x} ${y})`}>
      {words !== undefined && <title>{words}</title>}
      <path d={path} fill={`var(--mantine-color-${colour}-6)`} stroke="var(--mantine-color-body)" strokeWidth={1} />
    </g>
  );
}

/** Which shape means what. */
export function MarkLegend({ kinds }: { readonly kinds: readonly MarkKind[] }) {
  const { t } = useLanguage();
  return (
    <Group gap="sm">
      {kinds.map((kind) => (
        <Group key={kind} gap={4} wrap="nowrap">
          <svg width={14} height={14} aria-hidden>
            <MarkShape kind={kind} x={7} y={7} />
          </svg>
          <Text size="xs">{t(`sku.mark.${kind}`)}</Text>
        </Group>
      ))}
    </Group>
  );
}
