import { defined } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'
import { Link } from '@tanstack/react-router'
import type { HistoryEntry, ServiceDetail } from '@loggia/protocol/console'
import { Timeline, inLanguage, timeText, useLanguage, useZone } from '@loggia/ui'
import type { TimelineEntry } from '@loggia/ui'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { numberOf, stringOf, textOf, timeOf, valuesOf } from '../../centre/history/facts.ts'
import { composedText } from '../../centre/orders/line-text.ts'
import { Card } from '../../centre/parts/page.tsx'
import { lifeTexts } from './life-texts.ts'

type Told = Pick<TimelineEntry, 'tone' | 'icon' | 'title'> & { readonly body?: ReactNode }
type Texts = ReturnType<typeof lifeTexts.use>['history']
type Teller = {
  readonly texts: Texts
  readonly language: Language
  readonly unit: ServiceDetail['unit']
  at(value: unknown): string
}

/** What happened to the service, in sentences, newest first. */
export function ServiceHistory({ service }: { readonly service: ServiceDetail }) {
  const { history: texts } = lifeTexts.use()
  const language = useLanguage()
  const zone = useZone()
  const at = (value: unknown): string => {
    const time = timeOf(value)
    return time === undefined ? '–' : timeText(time, { language, zone })
  }
  const orders = new Map(service.terms.map(({ order }) => [order.number, order.id]))
  const entries = service.history.map((entry) => {
    const { body, ...told } = tell(entry, { texts, language, unit: service.unit, at })
    return {
      key: String(entry.sequence),
      at: entry.at,
      ...told,
      body: (
        <>
          {body}
          <OrderOf entry={entry} orders={orders} />
          {entry.actor.name !== undefined && <p>{texts.by(entry.actor.name)}</p>}
        </>
      ),
    }
  })
  return (
    <Card id={useId()} title={texts.title}>
      {entries.length === 0 ? (
        <p className="dim">{texts.empty}</p>
      ) : (
        <Timeline entries={entries} label={texts.label} />
      )}
    </Card>
  )
}

function OrderOf(props: { readonly entry: HistoryEntry; readonly orders: ReadonlyMap<string, string> }) {
  const { history: texts } = lifeTexts.use()
  const number = stringOf(props.entry.data['orderNumber'])
  if (number === undefined) return null
  const orderId = stringOf(props.entry.data['orderId']) ?? props.orders.get(number)
  return (
    <p>
      {texts.order}{' '}
      {orderId === undefined ? (
        <span className="mono">{number}</span>
      ) : (
        <Link className="mono" to="/buyer/orders/$orderId" params={{ orderId }}>
          {number}
        </Link>
      )}
    </p>
  )
}

/** A kind that is newer than the page is told by its name alone. */
function tell(entry: HistoryEntry, teller: Teller): Told {
  return tellers[entry.kind]?.(entry.data, teller) ?? { tone: 'plain', icon: 'history', title: entry.kind }
}

const p = (text: string): ReactNode => <p>{text}</p>
const tellers: Readonly<Record<string, (data: HistoryEntry['data'], teller: Teller) => Told>> = {
  'service.opened': (data, { texts, at }) =>
    defined({
      tone: 'ok',
      icon: 'check',
      title: texts.opened,
      body: data['endsAt'] === undefined ? undefined : p(texts.openedText(at(data['endsAt']))),
    }),
  'service.renewed': (data, { texts, at }) => ({
    tone: 'ok',
    icon: 'restart',
    title:
      data['auto'] === true ? texts.renewedItself(at(data['endsAt'])) : texts.renewed(at(data['endsAt'])),
  }),
  'service.converted': (data, { texts, at }) => ({
    tone: 'ok',
    icon: 'check',
    title: texts.converted(at(data['endsAt'])),
  }),
  'service.changed': (data, { texts, language, unit }) => {
    const specification = textOf(data['specification'])
    const quantity = numberOf(data['quantity'])
    const held =
      specification && defined({ specification, attributes: valuesOf(data['attributes']), quantity })
    return defined({
      tone: 'ok',
      icon: 'up',
      title: texts.changed,
      body: held ? p(texts.changedText(composedText(held, { unit, language }))) : undefined,
    })
  },
  'service.change_failed': (_data, { texts }) => ({ tone: 'bad', icon: 'undo', title: texts.changeFailed }),
  'service.renewal_returned': (data, { texts, at }) => ({
    tone: 'plain',
    icon: 'undo',
    title: texts.renewalReturned(at(data['endsAt'])),
  }),
  'service.returned': (_data, { texts }) => ({ tone: 'plain', icon: 'undo', title: texts.returned }),
  'service.expired': (data, { texts, at }) => ({
    tone: 'warn',
    icon: 'clock',
    title: texts.expired,
    body: p(texts.expiredText(at(data['graceUntil']))),
  }),
  'service.frozen': (data, { texts, at }) => ({
    tone: 'warn',
    icon: 'snow',
    title: texts.frozen,
    body: p(texts.frozenText(at(data['retentionUntil']))),
  }),
  'service.barred': (data, { texts }) => ({
    tone: 'bad',
    icon: 'snow',
    title: texts.barred,
    body: p(texts.barredText(stringOf(data['reason']) ?? '–')),
  }),
  'service.unbarred': (_data, { texts }) => ({ tone: 'ok', icon: 'check', title: texts.unbarred }),
  'service.released': (_data, { texts }) => ({ tone: 'plain', icon: 'trash', title: texts.released }),
  'auto_renewal.failed': (data, { texts, language }) => {
    const sentence = textOf(data['sentence'])
    return defined({
      tone: 'bad',
      icon: 'wallet',
      title: texts.renewalFailed,
      body: sentence ? p(inLanguage(sentence, language)) : undefined,
    })
  },
  'auto_renewal.set': (data, { texts }) => ({
    tone: 'plain',
    icon: 'restart',
    title: data['on'] === true ? texts.setOn(numberOf(data['daysBefore']) ?? 7) : texts.setOff,
  }),
}
