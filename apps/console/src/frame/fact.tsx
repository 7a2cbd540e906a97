import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface FactProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** Something that is known, after what it is called. */
export const Fact = ({ label, children }: FactProps) => (
  <Text size="sm" component="div">
    <b>{label}</b> {children}
  </Text>
);
