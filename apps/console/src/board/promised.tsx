import { Group, Text } from '@mantine/core';
import type { Oversight } from '@concord/client';
import { StatusBadge } from '../status/status';
import { ScreenLink } from '../frame/screen-link';

type Promised = Pick<Oversight.BoardRow, 'campaigns' | 'promotions'>;

/** The campaigns and promotions of a SKU, each with how it stands. */
export function PromisedBy({ campaigns, promotions }: Promised) {
  if (campaigns.length + promotions.length === 0) return null;
  return (
    <Group gap={6} component="span">
      {campaigns.map(({ campaignId, name, status }) => (
        <Group key={campaignId} gap={4} wrap="nowrap" component="span">
          <ScreenLink size="sm" to={`/campaigns/${campaignId}`}>
            {name}
          </ScreenLink>
          <StatusBadge status={status} />
        </Group>
      ))}
      {promotions.map(({ promotionId, code, status }) => (
        <Group key={promotionId} gap={4} wrap="nowrap" component="span">
          <Text size="sm" ff="monospace" span>
            {code}
          </Text>
          <StatusBadge status={status} />
        </Group>
      ))}
    </Group>
  );
}

/** The same as text, for a download. */
export const promisedText = ({ campaigns, promotions }: Promised): string =>
  [...campaigns.map(({ name }) => name), ...promotions.map(({ code }) => code)].join(', ');
