import type { Quote, QuoteLine } from '@loggia/protocol/console'
import {
  Money,
  Time,
  formatQuantity,
  formatTerm,
  formatTime,
  useLanguage,
  useText,
  useZone,
} from '@loggia/ui'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { listSumLines } from '../../centre/orders/line-sum.ts'
import { SumRows } from '../../centre/orders/sum-rows.tsx'
import { ProductLogo } from '../../centre/parts/product.tsx'
import { FeeRows } from './fee-rows.tsx'
import { renewingTexts } from './texts.ts'
import './renewing.css'

type OfLine = {
  readonly kind: Quote['kind']
  readonly line: QuoteLine
  readonly isPaid: boolean
}

/** Each service of a quote: before, after, and what holds from when. */
export const QuoteLines = ({ quote }: { readonly quote: Quote }) =>
  quote.lines.map((line) => (
    <Line key={line.serviceId} kind={quote.kind} line={line} isPaid={quote.orderId !== undefined} />
  ))

function Line({ kind, line, isPaid }: OfLine) {
  const texts = renewingTexts.use()
  const text = useText()
  const id = useId()
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card__head">
        <ProductLogo of={line.product} small />
        <h2 id={id}>{text(line.product.name)}</h2>
        <span className="grow" />
        <b className="num">
          <Money of={line.amount} />
        </b>
      </div>
      <Comparison line={line} isPaid={isPaid} />
      <Arithmetic line={line} />
      <p className="card__foot t13">
        <FromWhen kind={kind} line={line} />
      </p>
      {line.fee && <Fee line={line} fee={line.fee} label={texts.fee.title} />}
    </section>
  )
}

/** What the amount is computed from. A change has a fee instead. */
function Arithmetic({ line: { price, after, amount } }: Pick<OfLine, 'line'>) {
  const language = useLanguage()
  if (!price || after.periodCount === undefined) return null
  const { periodCount, period, quantity, unit } = after
  const lines = listSumLines({ ...price, amount, period, periodCount, quantity, unit }, language)
  return (
    <dl className="card__body lines t13">
      <SumRows lines={lines} />
    </dl>
  )
}

function Comparison({ line, isPaid }: Pick<OfLine, 'line' | 'isPaid'>) {
  const texts = renewingTexts.use()
  const text = useText()
  const language = useLanguage()
  const { before, after } = line
  const amount = ({ quantity, unit }: QuoteLine['before']): string =>
    unit ? formatQuantity(quantity, unit, language) : String(quantity)
  const rows: { name: string; was: ReactNode; is: ReactNode; same: boolean }[] = [
    {
      name: texts.compared.specification,
      was: formatComposition(before, text, texts.comma),
      is: formatComposition(after, text, texts.comma),
      same: formatComposition(before, text, '') === formatComposition(after, text, ''),
    },
    {
      name: texts.compared.quantity,
      was: amount(before),
      is: amount(after),
      same: before.quantity === after.quantity,
    },
    ...(after.periodCount === undefined
      ? []
      : [
          {
            name: texts.compared.term,
            was: '–',
            is: formatTerm(after.periodCount, after.period, language),
            same: false,
          },
        ]),
    {
      name: texts.compared.until,
      was: before.endsAt ? <Time at={before.endsAt} /> : texts.noEnd,
      is: after.endsAt ? <Time at={after.endsAt} /> : texts.noEnd,
      same: before.endsAt === after.endsAt,
    },
  ]
  return (
    <div className="scroll-x">
      <table className="table compared">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">{texts.compared.what}</span>
            </th>
            <th scope="col">{isPaid ? texts.compared.was : texts.compared.before}</th>
            <th scope="col">{texts.compared.after}</th>
          </tr>
        </thead>
        <tbody>
          {rows
            .filter(({ was, is, same }) => !same || was === is || was !== '–')
            .map(({ name, was, is, same }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="num dim">{was}</td>
                <td className="num">
                  {same ? <span className="dim">{texts.compared.same}</span> : <b>{is}</b>}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}

const formatComposition = (
  { specification, attributes }: QuoteLine['before'],
  text: ReturnType<typeof useText>,
  comma: string,
): string => [text(specification), ...attributes.map(({ value }) => text(value))].join(comma)

/** What holds from when, in one sentence. */
function FromWhen({ kind, line }: Pick<OfLine, 'kind' | 'line'>) {
  const { holds } = renewingTexts.use()
  const language = useLanguage()
  const zone = useZone()
  const { before, after } = line
  const at = formatTime(after.startsAt, { language, zone })
  if (kind === 'change') return holds.change
  if (kind === 'conversion') return holds.conversion(at)
  const isOther =
    before.quantity !== after.quantity ||
    before.attributes.some(({ value }, i) => value.zh !== after.attributes[i]?.value.zh)
  return isOther ? holds.renewalChange(at) : holds.renewal(at)
}

/** The arithmetic of a change's fee. */
function Fee(props: {
  readonly line: QuoteLine
  readonly fee: NonNullable<QuoteLine['fee']>
  readonly label: string
}) {
  const texts = renewingTexts.use().fee
  const { fee, line } = props
  return (
    <div className="card__body fee">
      <h3 id={`fee-${line.serviceId}`}>{props.label}</h3>
      <dl className="lines t13" aria-labelledby={`fee-${line.serviceId}`}>
        <FeeRows fee={fee} amount={line.amount} />
      </dl>
      <p className="t12 faint">{texts.note}</p>
    </div>
  )
}
