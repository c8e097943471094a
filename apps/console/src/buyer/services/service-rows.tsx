import { Link } from '@tanstack/react-router'
import { fromIso } from '@loggia/kernel'
import type { Service } from '@loggia/protocol/console'
import {
  Icon,
  formatAmount,
  formatQuantity,
  formatWholeSpan,
  formatTime,
  useLanguage,
  useText,
  useZone,
} from '@loggia/ui'
import { useNow } from '../../centre/frame.ts'
import { ProductLogo } from '../../centre/parts/product.tsx'
import { ServiceState } from '../../centre/parts/states.tsx'
import { licenseLifeTexts } from './license-life-texts.ts'
import { serviceTexts } from './texts.ts'
import { createRenewSearch } from '../renewing/renew-search.ts'
import { countDaysUntil, findNext, isDataLostSoon, isRenewable, isSoon, toLooks, toYear } from './standing.ts'
import './services.css'

type OfService = { readonly service: Service }
type Chosen = {
  readonly chosen: ReadonlySet<string>
  onChoose(id: string, isChosen: boolean): void
}

/** The services as a table; on a phone each is a card. */
export function ServiceRows({
  services,
  all,
  onAll,
  ...chosen
}: Chosen & {
  readonly services: readonly Service[]
  readonly all: boolean
  readonly onAll: ((isChosen: boolean) => void) | undefined
}) {
  const texts = serviceTexts.use()
  const { columns } = texts
  return (
    <div className="scroll-x">
      <table className="table svc">
        <thead>
          <tr>
            <th scope="col" className="svc__pick">
              <span className="sr">{columns.pick}</span>
              {onAll && (
                <label className="check">
                  <input
                    type="checkbox"
                    checked={all}
                    aria-label={texts.selection.all}
                    onChange={(event) => onAll(event.target.checked)}
                  />
                </label>
              )}
            </th>
            <th scope="col">{columns.service}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.expiry}</th>
            <th scope="col" className="n">
              {columns.left}
            </th>
            <th scope="col">{columns.autoRenewal}</th>
            <th scope="col" className="n">
              {columns.acts}
            </th>
          </tr>
        </thead>
        <tbody>
          {services.map((service) => (
            <Row key={service.id} service={service} {...chosen} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ service, chosen, onChoose }: OfService & Chosen) {
  const texts = serviceTexts.use()
  const text = useText()
  const now = useNow()()
  const name = text(service.product.name)
  return (
    <tr aria-selected={chosen.has(service.id) || undefined}>
      <td>
        {isRenewable(service) && (
          <label className="check">
            <input
              type="checkbox"
              checked={chosen.has(service.id)}
              aria-label={texts.selection.one(name)}
              onChange={(event) => onChoose(service.id, event.target.checked)}
            />
          </label>
        )}
      </td>
      <td>
        <ServiceName service={service} />
      </td>
      <td className="w">
        <ServiceState state={toLooks(service, now)} />
      </td>
      <td>
        <Until service={service} />
      </td>
      <td className="n w">
        <Left service={service} />
      </td>
      <td className="w">
        <Renewing service={service} />
      </td>
      <td>
        <Acts service={service} name={name} />
      </td>
    </tr>
  )
}

function ServiceName({ service }: OfService) {
  const text = useText()
  const language = useLanguage()
  const { unit, quantity } = service
  const facts = [
    text(service.specification),
    ...(service.attributes ?? []).map(({ value }) => text(value)),
    unit && formatQuantity(quantity, unit, language),
  ]
  return (
    <div className="who">
      <ProductLogo of={service.product} />
      <div className="grow">
        <b>
          <Link to="/buyer/services/$serviceId" params={{ serviceId: service.id }}>
            {text(service.product.name)}
          </Link>
        </b>
        <span className="t12">{facts.filter(Boolean).join(language === 'zh-CN' ? '，' : ', ')}</span>
      </div>
    </div>
  )
}

/** A license ends; it has no data to keep. */
function useUntilTexts({ type }: Service) {
  const texts = serviceTexts.use()
  const { releases, after } = licenseLifeTexts.use()
  return type === 'license' ? { ...texts, next: { ...texts.next, releases }, after } : texts
}

/** What happens next, and what follows without a renewal. */
function Until({ service }: OfService) {
  const texts = useUntilTexts(service)
  const language = useLanguage()
  const zone = useZone()
  const now = useNow()()
  const next = findNext(service)
  if (!next) return service.state === 'active' ? <span className="dim">{texts.noEnd}</span> : <Dash />
  const currentYear = toYear(now, zone)
  const day = (at: string) => formatTime(at, { language, zone, precision: 'day', currentYear })
  const minute = formatTime(next.at, { language, zone, precision: 'minute' })
  if (next.kind === 'opens') return <span className="dim">{texts.opensBy(minute)}</span>
  const isTrial = service.trialDays !== undefined && next.kind === 'expires'
  const { freezesAt, releasesAt } = service
  return (
    <div className="left">
      <span>{isTrial ? texts.next.trialEnds(day(next.at)) : texts.next[next.kind](day(next.at))}</span>
      {next.kind === 'expires' && !service.renewsItself && freezesAt && releasesAt && (
        <span className="t12 faint">{texts.after(day(freezesAt), day(releasesAt))}</span>
      )}
    </div>
  )
}

/** The time until then. */
function Left({ service }: OfService) {
  const texts = serviceTexts.use()
  const language = useLanguage()
  const now = useNow()()
  const next = findNext(service)
  const left = next ? fromIso(next.at) - now : 0
  // What is over has not been followed up yet.
  if (!next || next.kind === 'opens' || left <= 0) return <Dash />
  const tone = isDataLostSoon(service, now) ? 'c-bad' : toneOf(service, countDaysUntil(next.at, now))
  return <b className={tone}>{texts.timeLeft(formatWholeSpan(left, language))}</b>
}

function toneOf(service: Service, daysLeft: number): string | undefined {
  if (service.state === 'retention') return 'c-ice'
  if (service.state === 'grace') return 'c-warn'
  return isSoon(service, daysLeft) ? 'c-warn' : undefined
}

function Renewing({ service }: OfService) {
  const texts = serviceTexts.use().autoRenewal
  if (!isRenewable(service))
    return (
      <span className="none">
        <Dash />
      </span>
    )
  const { nextRenewal } = service
  if (!service.renewsItself) return <span className="faint none">{texts.off}</span>
  return (
    <span className="renews">
      <Icon name="restart" />
      <span>
        {texts.on}
        {nextRenewal && (
          <span className="t12 faint num">
            {nextRenewal.amount && formatAmount(nextRenewal.amount)} {texts.by[nextRenewal.period]}
          </span>
        )}
      </span>
    </span>
  )
}

const Dash = () => <span className="faint">–</span>

function Acts({ service, name }: OfService & { readonly name: string }) {
  const texts = serviceTexts.use()
  const params = { serviceId: service.id }
  return (
    <div className="acts">
      <Link
        className="link details"
        to="/buyer/services/$serviceId"
        params={params}
        aria-label={texts.detailsOf(name)}
      >
        {texts.details}
      </Link>
      {isRenewable(service) && (
        <Link
          className="link"
          to="/buyer/renew"
          search={createRenewSearch([service.id])}
          aria-label={`${service.state === 'retention' ? texts.renewFrozen : texts.renew}: ${name}`}
        >
          {service.state === 'retention' ? texts.renewFrozen : texts.renew}
        </Link>
      )}
      {service.trialDays !== undefined &&
        service.state !== 'released' &&
        service.state !== 'opening' &&
        service.state !== 'cancelled' && (
          <Link
            className="link"
            to="/buyer/services/$serviceId/convert"
            params={params}
            aria-label={`${texts.convert}: ${name}`}
          >
            {texts.convert}
          </Link>
        )}
    </div>
  )
}
