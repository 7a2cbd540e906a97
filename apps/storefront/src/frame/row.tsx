import { Box, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface RowProps {
  readonly says: ReactNode;
  readonly note?: string | undefined;
  readonly children: ReactNode;
}

/** A line of a sum: what it is, and its amount on the right. */
export const Row = ({ says, note, children }: RowProps) => (
  <Group justify="space-between" wrap="nowrap" align="baseline" gap="sm">
    <div>
      {says}
      {note && (
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      )}
    </div>
    <Box ta="right" style={{ whiteSpace: 'nowrap' }}>
      {children}
    </Box>
  </Group>
);
