import { fromIso } from '@loggia/kernel'
import { Link } from '@tanstack/react-router'
import type { ServiceDetail } from '@loggia/protocol/console'
import {
  Icon,
  formatAmount,
  formatQuantity,
  formatTerm,
  formatTime,
  formatWholeSpan,
  useLanguage,
  useText,
  useZone,
} from '@loggia/ui'
import type { IconName } from '@loggia/ui'
import { useNow } from '../../centre/frame.ts'
import { licenseLifeTexts } from './license-life-texts.ts'
import { lifeTexts } from './life-texts.ts'
import { isDataLostSoon, toLooks } from './standing.ts'

type OfService = { readonly service: ServiceDetail }
type Said = {
  readonly tone?: 'warn' | 'ice' | 'info' | 'bad'
  readonly icon: IconName
  readonly text: string
}

/** The most important note for the reader: what comes next, and what it means. */
export function StandingNote({ service }: OfService) {
  const said = useSaid(service)
  return (
    <>
      <Changing service={service} />
      {said && (
        <div className={said.tone ? `note note--${said.tone}` : 'note'}>
          <Icon name={said.icon} />
          <p>{said.text}</p>
        </div>
      )}
    </>
  )
}

function useSaid(service: ServiceDetail): Said | undefined {
  const texts = useStandingTexts(service)
  const language = useLanguage()
  const zone = useZone()
  const now = useNow()()
  const at = (time: string): string => formatTime(time, { language, zone })
  const { endsAt, freezesAt, releasesAt, autoRenewal } = service
  const isTrial = service.trialDays !== undefined
  switch (toLooks(service, now)) {
    case 'barred':
      return (
        service.barred && {
          tone: 'bad',
          icon: 'snow',
          text: texts.barred(at(service.barred.at), service.barred.reason),
        }
      )
    case 'trial':
      return endsAt === undefined
        ? undefined
        : {
            tone: 'info',
            icon: 'clock',
            text: texts.trial(formatWholeSpan(fromIso(endsAt) - now, language), at(endsAt)),
          }
    case 'expiring':
      if (endsAt === undefined || freezesAt === undefined || releasesAt === undefined) return undefined
      return { tone: 'warn', icon: 'clock', text: texts.expiring(at(endsAt), at(freezesAt), at(releasesAt)) }
    case 'active': {
      const nextTryAt = autoRenewal?.on ? autoRenewal.nextTryAt : undefined
      if (endsAt === undefined || !autoRenewal || nextTryAt === undefined) return undefined
      const { amount, period, replacedBy = period } = autoRenewal
      const term = formatTerm(1, replacedBy, language)
      return {
        icon: 'restart',
        text: texts.renewsItself(at(endsAt), at(nextTryAt), term, amount && formatAmount(amount)),
      }
    }
    case 'grace':
      if (freezesAt === undefined || releasesAt === undefined) return undefined
      return { tone: 'warn', icon: 'alert', text: texts.grace(at(freezesAt), at(releasesAt), isTrial) }
    case 'retention':
      return releasesAt === undefined
        ? undefined
        : {
            tone: isDataLostSoon(service, now) ? 'bad' : 'ice',
            icon: 'snow',
            text: texts.retention(at(releasesAt), isTrial),
          }
    default:
      return undefined
  }
}

/** A license has no data that is released. */
function useStandingTexts({ type }: ServiceDetail) {
  const texts = lifeTexts.use().standing
  const { standing } = licenseLifeTexts.use()
  return type === 'license' ? { ...texts, ...standing } : texts
}

/** A paid change that the seller has not made yet. */
function Changing({ service: { changing, unit } }: OfService) {
  const texts = lifeTexts.use()
  const language = useLanguage()
  const zone = useZone()
  const text = useText()
  if (!changing) return null
  const what = [
    text(changing.specification),
    ...(changing.attributes ?? []).map(({ value }) => text(value)),
    unit && formatQuantity(changing.quantity, unit, language),
  ]
  const comma = language === 'zh-CN' ? '，' : ', '
  return (
    <div className="note note--info" role="status">
      <Icon name="clock" />
      <p className="grow">
        {texts.standing.changing(
          what.filter(Boolean).join(comma),
          formatTime(changing.until, { language, zone }),
        )}
      </p>
      <Link className="link t13" to="/buyer/orders/$orderId" params={{ orderId: changing.order.id }}>
        {texts.seeOrder} <span className="mono">{changing.order.number}</span>
      </Link>
    </div>
  )
}
