import { ActionIcon, Badge, Group } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useLanguage } from '../language/language';

interface AppliedProps {
  readonly items: readonly { readonly key: string; readonly says: string }[];
  readonly isPending: boolean;
  readonly onRemove: (key: string) => void;
}

/** What was applied, each with the way to take it out again. */
export function Applied({ items, isPending, onRemove }: AppliedProps) {
  const { t } = useLanguage();
  if (items.length === 0) return null;
  return (
    <Group gap="xs">
      {items.map(({ key, says }) => (
        <Badge
          key={key}
          size="lg"
          variant="light"
          tt="none"
          rightSection={
            <ActionIcon
              size="sm"
              variant="transparent"
              c="inherit"
              disabled={isPending}
              aria-label={t('basket.removeOf', { title: says })}
              onClick={() => onRemove(key)}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          }
        >
          {says}
        </Badge>
      ))}
    </Group>
  );
}
