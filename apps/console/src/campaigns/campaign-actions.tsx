import { Group } from '@mantine/core';
import type { Marketing } from '@concord/client';
import { Action, type Typed } from '../action/action';
import { useLanguage } from '../language/language';
import { useMay, useSession } from '../session/session';
import { shop } from '../shop';

interface CampaignActionsProps {
  readonly campaign: Marketing.Campaign;
  readonly shortUnits: number;
}

/** What the person may do with the campaign as it stands. */
export function CampaignActions({ campaign, shortUnits }: CampaignActionsProps) {
  const { t } = useLanguage();
  const may = useMay();
  const { subject } = useSession();
  const { campaignId, status, override, audience, recipients } = campaign;
  const path = { campaignId };
  const reason = { name: 'reason', label: t('campaigns.why'), kind: 'long', max: 500 } as const;
  const reasonOf = ({ reason: typed }: Typed) => String(typed);
  const isOpen = status === 'draft' || status === 'held';
  const runs = status === 'active' || status === 'paused';
  return (
    <Group gap="xs">
      {isOpen && may('campaign.submit') && (
        <Action
          label={t('campaigns.submit')}
          says={t('campaigns.submitSays')}
          isMain
          run={() => shop.marketing.post('/v1/campaigns/{campaignId}/submit', { path })}
        />
      )}
      {status === 'scheduled' && may('campaign.write') && (
        <Action
          label={t('campaigns.activate')}
          says={t('campaigns.activateSays')}
          isMain
          run={() => shop.marketing.post('/v1/campaigns/{campaignId}/activate', { path })}
        />
      )}
      {status === 'active' && may('campaign.write') && (
        <Action
          label={t('campaigns.send')}
          says={t('campaigns.sendSays', { told: recipients, audience: audience ?? '–' })}
          isMain
          fields={[{ name: 'recipients', label: t('campaigns.people'), kind: 'number', min: 1, initial: 500 }]}
          run={({ recipients: count }) =>
            shop.marketing.post('/v1/campaigns/{campaignId}/batches', { path, body: { recipients: Number(count) } })
          }
        />
      )}
      {status === 'held' && !override && may('campaign.override-hold') && (
        <Action
          label={t('campaigns.askOverride')}
          says={t('campaigns.askOverrideSays')}
          fields={[reason, { name: 'hours', label: t('campaigns.hours'), kind: 'number', min: 1, initial: 48 }]}
          run={(typed) => {
            const body = { reason: reasonOf(typed), hours: Number(typed['hours']) };
            return shop.marketing.post('/v1/campaigns/{campaignId}/override', { path, body });
          }}
        />
      )}
      {override && !override.acknowledgedBy && override.by !== subject && may('campaign.acknowledge-override') && (
        <Action
          label={t('campaigns.acknowledge')}
          says={t('campaigns.acknowledgeSays', { count: shortUnits })}
          isMain
          run={() => shop.marketing.post('/v1/campaigns/{campaignId}/acknowledge-override', { path })}
        />
      )}
      {override?.acknowledgedBy && may('campaign.override-hold') && (
        <Action
          label={t('campaigns.endOverride')}
          says={t('campaigns.endOverrideSays')}
          fields={[reason]}
          run={(typed) =>
            shop.marketing.post('/v1/campaigns/{campaignId}/end-override', { path, body: { reason: reasonOf(typed) } })
          }
        />
      )}
      {(isOpen || status === 'scheduled') && may('campaign.write') && (
        <Action
          label={t('campaigns.cancel')}
          says={t('campaigns.cancelSays')}
          fields={[reason]}
          isDanger
          run={(typed) =>
            shop.marketing.post('/v1/campaigns/{campaignId}/cancel', { path, body: { reason: reasonOf(typed) } })
          }
        />
      )}
      {runs && may('campaign.write') && (
        <Action
          label={t('campaigns.complete')}
          says={t('campaigns.completeSays', { count: recipients })}
          run={() => shop.marketing.post('/v1/campaigns/{campaignId}/complete', { path })}
        />
      )}
    </Group>
  );
}
