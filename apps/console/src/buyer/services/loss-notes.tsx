import { Link } from '@tanstack/react-router'
import { fromIso } from '@loggia/kernel'
import type { Service } from '@loggia/protocol/console'
import { Icon, formatWholeSpan, formatTime, useLanguage, useText, useZone } from '@loggia/ui'
import { useNow } from '../../centre/frame.ts'
import { createRenewSearch } from '../renewing/renew-search.ts'
import { findLoss, isDataLostSoon, isRenewable } from './standing.ts'
import { licenseLifeTexts } from './license-life-texts.ts'
import { serviceTexts } from './texts.ts'

/** More would push the list off the screen; it begins with the same services. */
const most = 3

/** The services that have expired: what is lost when, and what prevents it. The next loss comes first. */
export function LossNotes({ services }: { readonly services: readonly Service[] }) {
  const lost = services.filter((service) => findLoss(service) !== undefined)
  return lost.slice(0, most).map((service) => <LossNote key={service.id} service={service} />)
}

function LossNote({ service }: { readonly service: Service }) {
  const texts = serviceTexts.use()
  const ofLicense = licenseLifeTexts.use()
  const language = useLanguage()
  const zone = useZone()
  const text = useText()
  const now = useNow()()
  const loss = findLoss(service)
  if (!loss) return null
  const at = (time = loss.at): string => formatTime(time, { language, zone })
  const isUrgent = isDataLostSoon(service, now)
  const left = fromIso(loss.at) - now
  const says = (service.type === 'license' ? ofLicense : texts).loss[loss.of]
  const tone = isUrgent ? 'bad' : loss.of === 'data' ? 'ice' : 'warn'
  return (
    <div className={`note note--${tone}`}>
      <Icon name={loss.of === 'data' ? 'snow' : 'alert'} />
      <p className="grow">
        {says(text(service.product.name), at(service.freezesAt), at(service.releasesAt))}{' '}
        {left > 0 && (
          <b className={isUrgent ? 'c-bad' : undefined}>{texts.timeLeft(formatWholeSpan(left, language))}</b>
        )}
      </p>
      <Rescue service={service} />
    </div>
  )
}

function Rescue({ service }: { readonly service: Service }) {
  const texts = serviceTexts.use()
  const name = useText()(service.product.name)
  if (isRenewable(service)) {
    const act = service.state === 'retention' ? texts.renewFrozen : texts.renew
    return (
      <Link
        className="link t13"
        to="/buyer/renew"
        search={createRenewSearch([service.id])}
        aria-label={`${act}: ${name}`}
      >
        {act}
      </Link>
    )
  }
  if (service.trialDays === undefined) return null
  return (
    <Link
      className="link t13"
      to="/buyer/services/$serviceId/convert"
      params={{ serviceId: service.id }}
      aria-label={`${texts.convert}: ${name}`}
    >
      {texts.convert}
    </Link>
  )
}
