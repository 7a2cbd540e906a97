import { Badge, Tooltip, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useLanguage } from '../language/language';
import { useLive } from '../live/live';
import { exactTime, timeAgo, useNow } from '../moment/when';
import { shop } from '../shop';

const COLOURS = { agrees: 'green', differs: 'red', behind: 'orange', unknown: 'gray' } as const;
/** Where the live stream is away. */
const ASK_EVERY_MS = 20_000;

/** Whether all departments agree: the one thing that every screen says. */
export function Lamp() {
  const { t, language } = useLanguage();
  const now = useNow();
  const live = useLive();
  const { data } = useQuery({
    queryKey: ['lamp'],
    queryFn: async ({ signal }) => (await shop.oversight.get('/v1/alignment/lamp', { signal })).data,
    meta: { hears: { lamp: true } },
    refetchInterval: live.isLive ? false : ASK_EVERY_MS,
  });
  const state = data?.state ?? 'unknown';
  const words = () => {
    if (!data) return t('frame.lamp.unknown');
    if (data.state === 'differs') return t('frame.lamp.differs', { count: data.driftsOpen });
    const [latest] = data.behind;
    const [silent] = data.silent;
    if (silent) return t('frame.lamp.silent', { service: silent });
    if (data.state === 'behind' && latest)
      return t('frame.lamp.behind', { service: latest.service, seconds: Math.ceil(latest.lagMs / 1_000) });
    if (data.state === 'agrees' && data.checkedAt)
      return t('frame.lamp.agrees', { ago: timeAgo(data.checkedAt, now, language) });
    return t('frame.lamp.unknown');
  };
  const connection = live.isLive
    ? t('frame.lamp.live')
    : t('frame.lamp.notLive', { since: exactTime(live.since.toISOString(), language) });
  return (
    <Tooltip label={`${words()}. ${connection}`} multiline maw={320}>
      <UnstyledButton
        component={Link}
        to="/operations"
        search={{ tab: 'audits' } as never}
        aria-label={`${words()}. ${connection}`}
      >
        <Badge
          variant="light"
          color={COLOURS[state]}
          size="lg"
          leftSection={<Dot isLive={live.isLive} />}
          styles={{ label: { textTransform: 'none', fontWeight: 600 } }}
          autoContrast
        >
          <span className="lamp-words">{words()}</span>
        </Badge>
      </UnstyledButton>
    </Tooltip>
  );
}

const Dot = ({ isLive }: { readonly isLive: boolean }) => (
  <svg width={10} height={10} aria-hidden>
    <circle cx={5} cy={5} r={4} fill={isLive ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth={1.5} />
  </svg>
);
