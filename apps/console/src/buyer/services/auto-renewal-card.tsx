import type { AutoRenewal, ServiceDetail } from '@loggia/protocol/console'
import {
  Button,
  Icon,
  Money,
  State,
  Time,
  formatAmount,
  formatTerm,
  formatTime,
  useLanguage,
  useText,
  useToast,
  useZone,
} from '@loggia/ui'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { Refusal } from '../../centre/parts/dialog.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { lifeTexts } from './life-texts.ts'
import { useAutoRenewal } from './use-auto-renewal.ts'
import { useRefusalText } from '../renewing/refusal-text.tsx'
import { RenewalDialog } from './later.ts'

type OfRenewal = { readonly service: ServiceDetail; readonly renewal: AutoRenewal }

/** R110: whether the service renews automatically, the next try, and why the last one failed. */
export function AutoRenewalCard({
  service,
  name,
  end,
}: {
  readonly service: ServiceDetail
  /** That of the service, where there are cards of several. */
  readonly name?: string | undefined
  /** Beside the state. */
  readonly end?: ReactNode
}) {
  const texts = lifeTexts.use().renewal
  const id = useId()
  const { autoRenewal, state } = service
  if (!autoRenewal || state === 'opening' || state === 'released' || state === 'cancelled') return null
  return (
    <Card
      id={id}
      title={name === undefined ? texts.title : texts.titleOf(name)}
      end={end}
      beside={<State kind={autoRenewal.on ? 'ok' : 'end'}>{autoRenewal.on ? texts.on : texts.off}</State>}
    >
      <div className="stack">
        <Replaced renewal={autoRenewal} />
        {autoRenewal.on ? <On renewal={autoRenewal} /> : <p className="t13 dim">{texts.offText}</p>}
        <Failure renewal={autoRenewal} />
        <Acts service={service} renewal={autoRenewal} />
      </div>
    </Card>
  )
}

/** R110: the chosen period is no longer sold. */
function Replaced({ renewal: { period, replacedBy } }: Pick<OfRenewal, 'renewal'>) {
  const texts = lifeTexts.use().renewal
  if (replacedBy === undefined) return null
  return (
    <div className="note note--warn">
      <Icon name="alert" />
      <p>{texts.replaced(texts.by[period], texts.by[replacedBy])}</p>
    </div>
  )
}

/** What is taken when and from what, how to stop it, and the settings. */
function On({ renewal }: Pick<OfRenewal, 'renewal'>) {
  const texts = lifeTexts.use().renewal
  const language = useLanguage()
  const zone = useZone()
  const { nextTryAt, amount } = renewal
  const at = nextTryAt && formatTime(nextTryAt, { language, zone })
  const term = formatTerm(1, renewal.replacedBy ?? renewal.period, language)
  return (
    <>
      <p className="t13 dim">{texts.onText(at, amount && formatAmount(amount), term)}</p>
      <dl className="lines t13">
        <div>
          <dt>{texts.period}</dt>
          <dd>{texts.by[renewal.replacedBy ?? renewal.period]}</dd>
        </div>
        {renewal.nextTryAt !== undefined && (
          <div>
            <dt>{texts.nextTry}</dt>
            <dd>
              <Time at={renewal.nextTryAt} />
            </dd>
          </div>
        )}
        {renewal.amount && (
          <div>
            <dt>{texts.amount}</dt>
            <dd>
              <Money of={renewal.amount} />
            </dd>
          </div>
        )}
        <div>
          <dt>{texts.dayBefore}</dt>
          <dd>{texts.day(renewal.daysBefore)}</dd>
        </div>
        <div>
          <dt>{texts.times}</dt>
          <dd>{renewal.times === 0 ? texts.unlimited : texts.timesLeft(renewal.times)}</dd>
        </div>
      </dl>
    </>
  )
}

function Failure({ renewal: { failure, on } }: Pick<OfRenewal, 'renewal'>) {
  const texts = lifeTexts.use().renewal
  const language = useLanguage()
  const zone = useZone()
  const text = useText()
  if (!failure) return null
  return (
    <div className="note note--bad" role="status">
      <Icon name="alert" />
      <div>
        <p>
          {texts.failed(formatTime(failure.at, { language, zone }))} {text(failure.sentence)}
        </p>
        {on && <p>{texts.again}</p>}
      </div>
    </div>
  )
}

function Acts({ service, renewal }: OfRenewal) {
  const texts = lifeTexts.use().renewal
  const refusal = useRefusalText(service)
  const [isOpen, setOpen] = useState(false)
  const toast = useToast()
  const turnOff = useAutoRenewal()
  const why = refusal(service.acts.autoRenew)
  if (!renewal.on && why !== undefined) return <p className="t12 faint">{why}</p>
  const { daysBefore, times } = renewal
  const onOff = () =>
    turnOff.mutate(
      { params: { serviceId: service.id }, body: { on: false, daysBefore, times } },
      { onSuccess: () => toast.success(texts.offDone) },
    )
  return (
    <>
      <div className="row row--wrap">
        <Button onClick={() => setOpen(true)}>{renewal.on ? texts.edit : texts.set}</Button>
        {renewal.on && (
          <Button variant="plain" disabled={turnOff.isPending} onClick={onOff}>
            {texts.dialog.turnOff}
          </Button>
        )}
      </div>
      <Refusal error={turnOff.error} />
      {isOpen && <RenewalDialog service={service} renewal={renewal} onClose={() => setOpen(false)} />}
    </>
  )
}
