import { Card, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of a page, with its title. */
export const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Card withBorder component="section">
    <Title order={2} size="h4" mb="sm">
      {title}
    </Title>
    {children}
  </Card>
);
