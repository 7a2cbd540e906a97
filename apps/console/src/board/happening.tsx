import { Badge, Card, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useLanguage } from '../language/language';
import { useLive, type LiveMoment } from '../live/live';
import { When } from '../moment/when';

const SHOWN = 8;

/** The latest moment of all departments as it comes in, and the ones before where they are asked for. */
export function Happening() {
  const { t } = useLanguage();
  const { moments } = useLive();
  const [isOpen, { toggle }] = useDisclosure(false);
  const Chevron = isOpen ? IconChevronUp : IconChevronDown;
  return (
    <Card withBorder component="section" aria-label={t('board.happening')} py="xs">
      <UnstyledButton onClick={toggle} aria-expanded={isOpen} disabled={moments.length === 0}>
        <Group gap="xs" wrap="nowrap">
          <Text size="sm" fw={600} style={{ whiteSpace: 'nowrap' }}>
            {t('board.happening')}
          </Text>
          {moments.length > 0 && <Chevron size={16} aria-hidden />}
          {moments.length === 0 && (
            <Text size="sm" c="dimmed" truncate>
              {t('board.quiet')}
            </Text>
          )}
        </Group>
      </UnstyledButton>
      <Stack gap={4} mt={moments.length > 0 ? 4 : 0}>
        {moments.slice(0, isOpen ? SHOWN : 1).map((moment) => (
          <Moment key={moment.eventId + moment.words} {...moment} />
        ))}
      </Stack>
    </Card>
  );
}

const Moment = ({ at, service, words }: LiveMoment) => (
  <Group gap="xs" wrap="nowrap">
    <When at={at} size="xs" c="dimmed" miw={90} />
    <Badge size="sm" variant="default" style={{ flex: 'none' }} styles={{ label: { textTransform: 'none' } }}>
      {service}
    </Badge>
    <Text size="sm" truncate title={words}>
      {words}
    </Text>
  </Group>
);
