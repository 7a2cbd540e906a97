import { Button, Group, List, Text, Title } from '@mantine/core';
import type { Marketing } from '@concord/client';
import { Link } from '@tanstack/react-router';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { exactTime } from '../moment/when';
import { useMay, useMayAt } from '../session/session';
import { shop } from '../shop';

interface ProposalsProps {
  readonly campaign: Marketing.Campaign;
  readonly outlook: Marketing.StockOutlook;
}

/** What would clear the verdict. What marketing can do itself is taken with a click. */
export function Proposals({ campaign, outlook }: ProposalsProps) {
  const { t } = useLanguage();
  if (outlook.proposals.length === 0)
    return outlook.verdict === 'CLEAR' ? <Text size="sm">{t('campaigns.noProposals')}</Text> : null;
  return (
    <>
      <Title order={3} size="h5" mt="md" mb="xs">
        {t('campaigns.proposals')}
      </Title>
      <List spacing="xs">
        {outlook.proposals.map((proposal) => (
          <List.Item key={proposal.detail}>
            <Group gap="sm">
              <Text size="sm">{proposal.detail}</Text>
              <Take campaign={campaign} proposal={proposal} />
            </Group>
          </List.Item>
        ))}
      </List>
    </>
  );
}

interface TakeProps {
  readonly campaign: Marketing.Campaign;
  readonly proposal: Marketing.StockOutlook['proposals'][number];
}

function Take({ campaign, proposal: { kind, value = '' } }: TakeProps) {
  const { t, language } = useLanguage();
  const may = useMay();
  const mayAt = useMayAt();
  const { campaignId, status, from, to, audience } = campaign;
  const mayChange = (status === 'draft' || status === 'held') && may('campaign.write') && may('campaign.submit');
  if (kind === 'buy' && mayAt('purchasing.po.create')) {
    // A SKU has no equals sign.
    const [announce, units] = value.split('=');
    return (
      <Button
        size="compact-sm"
        renderRoot={(root) => <Link {...root} to="/purchase-orders" search={{ announce, units }} />}
      >
        {t('campaigns.announce')}
      </Button>
    );
  }
  if (kind === 'buy')
    return (
      <Text size="xs" c="dimmed">
        {t('campaigns.buyHint')}
      </Text>
    );
  if (!mayChange || !from || !to) return null;
  const path = { campaignId };
  const replan = async (body: Marketing.ReplanRequest) => {
    await shop.marketing.post('/v1/campaigns/{campaignId}/replan', { path, body });
    await shop.marketing.post('/v1/campaigns/{campaignId}/submit', { path });
  };
  const people = Number(value);
  const length = Date.parse(to) - Date.parse(from);
  return kind === 'smaller-audience' ? (
    <Action
      label={t('campaigns.take')}
      says={t('campaigns.takeSmaller', { count: people })}
      size="compact-sm"
      isMain
      run={() => replan({ reach: people, ...(audience !== null && { audience: people }) })}
    />
  ) : (
    <Action
      label={t('campaigns.take')}
      says={t('campaigns.takeLater', { at: exactTime(value, language) })}
      size="compact-sm"
      isMain
      run={() => replan({ from: value, to: new Date(Date.parse(value) + length).toISOString() })}
    />
  );
}
