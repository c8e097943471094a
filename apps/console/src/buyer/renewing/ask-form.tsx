import { useNavigate } from '@tanstack/react-router'
import { Icon, Money, useLanguage, useText } from '@loggia/ui'
import { ApiProblem } from '@loggia/client'
import { add, fromDecimal, toDecimal } from '@loggia/kernel'
import type { Money as WireMoney } from '@loggia/protocol/console'
import { useId, useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { ActButton, Refusal } from '../../centre/parts/dialog.tsx'
import { SumRows } from '../../centre/orders/sum-rows.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { renewingTexts } from './texts.ts'
import { AskLine } from './ask-line.tsx'
import { actFor, createFirstChoice, estimatePrice, findFault, listEstimateLines, toAsk } from './choosing.ts'
import type { AskKind, Choice, Choosable } from './choosing.ts'
import { FeeRows } from './fee-rows.tsx'
import { createQuoteSearch } from './quote-search.ts'
import { useEstimate } from './use-estimate.ts'
import './renewing.css'

/** Choices for each service. The quote then shows the price and what holds from when. */
export function AskForm({
  kind,
  services,
}: {
  readonly kind: AskKind
  readonly services: readonly Choosable[]
}) {
  const possible = services.filter(({ service }) => service.acts[actFor[kind]].allowed)
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(
    () => new Map(services.map((of) => [of.service.id, createFirstChoice(of, kind)])),
  )
  const choiceFor = (of: Choosable): Choice => choices.get(of.service.id) ?? createFirstChoice(of, kind)
  const onChoose = (of: Choosable) => (change: Partial<Choice>) =>
    setChoices((before) => new Map(before).set(of.service.id, { ...choiceFor(of), ...change }))
  return (
    <div className="od">
      <div className="od__main">
        {services.map((of) => (
          <AskLine
            key={of.service.id}
            kind={kind}
            of={of}
            choice={choiceFor(of)}
            isPossible={possible.includes(of)}
            onChoose={onChoose(of)}
          />
        ))}
      </div>
      {possible.length > 0 && (
        <aside className="od__side">
          <AskCard kind={kind} lines={possible.map((of) => ({ of, choice: choiceFor(of) }))} />
        </aside>
      )}
    </div>
  )
}

type Lines = readonly { readonly of: Choosable; readonly choice: Choice }[]

function AskCard({ kind, lines }: { readonly kind: AskKind; readonly lines: Lines }) {
  const texts = renewingTexts.use()
  const navigate = useNavigate()
  const ask = useChange('POST /api/buyer/quotes', [])
  const faults = lines.flatMap(({ of, choice }) => findFault(of, kind, choice) ?? [])
  const hintId = useId()
  const [fault] = faults
  const body = toAsk(kind, lines)
  const fee = useEstimate(kind === 'change' && fault === undefined ? body : undefined)
  const shown =
    kind === 'change'
      ? // The price of the choice before is not what the buyer was shown for this one.
        fee.isCurrent
        ? fee.estimate?.total
        : undefined
      : totalOf(lines.map(({ of, choice }) => estimatePrice(of, choice)))
  const onAsk = () =>
    ask.mutate(
      { body },
      {
        onSuccess: ({ id, total }) =>
          void navigate({
            to: '/buyer/quotes/$quoteId',
            params: { quoteId: id },
            search: createQuoteSearch(shown, total),
          }),
      },
    )
  return (
    <Card id={useId()} title={texts.sum.title}>
      <div className="stack">
        {kind === 'change' ? <LiveFee {...fee} /> : <Estimates lines={lines} total={shown} />}
        <AskRefusal error={ask.error ?? fee.error} />
        <div className="btnrow">
          <ActButton
            busy={texts.sum.busy}
            isBusy={ask.isPending}
            disabled={fault !== undefined || fee.error instanceof ApiProblem}
            onAct={onAsk}
          >
            {texts.sum.act}
          </ActButton>
        </div>
        <p className="t12 faint" id={hintId}>
          {fault ? texts.faults[fault] : texts.sum.note}
        </p>
      </div>
    </Card>
  )
}

/** R121, R122: what the chosen change costs now, or how that is computed. */
function LiveFee({ estimate, isCurrent, error }: ReturnType<typeof useEstimate>) {
  const texts = renewingTexts.use().sum
  const [line] = estimate?.lines ?? []
  if (!line?.fee || error) return <p className="t13 dim">{texts.change}</p>
  return (
    <dl className="lines t13" aria-live="polite" aria-busy={!isCurrent}>
      <FeeRows fee={line.fee} amount={line.amount} />
    </dl>
  )
}

function Estimates({ lines, total }: { readonly lines: Lines; readonly total: WireMoney | undefined }) {
  const texts = renewingTexts.use().sum
  const text = useText()
  const language = useLanguage()
  return (
    <dl className="lines t13" aria-live="polite">
      {lines.map(({ of, choice }) => (
        <SumRows
          key={of.service.id}
          name={lines.length > 1 ? text(of.service.product.name) : undefined}
          lines={listEstimateLines(of, choice, language)}
        />
      ))}
      <div className="sum">
        <dt>{texts.estimate}</dt>
        <dd>{total ? <Money of={total} /> : '–'}</dd>
      </div>
    </dl>
  )
}

/** Undefined if an amount is not known or the currencies differ. */
function totalOf(amounts: readonly (WireMoney | undefined)[]): WireMoney | undefined {
  const known = amounts.flatMap((one) => (one ? [fromDecimal(one.amount, one.currency)] : []))
  const [first, ...others] = known
  if (!first || known.length < amounts.length) return undefined
  if (others.some(({ currency }) => currency !== first.currency)) return undefined
  const total = others.reduce(add, first)
  return { amount: toDecimal(total), currency: total.currency }
}

/** R119: the seller's own words if the seller cannot make the change. */
export function AskRefusal({ error }: { readonly error: Error | null }) {
  const texts = renewingTexts.use().sellerRefuses
  const isSellers = error instanceof ApiProblem && error.code === 'quote.refused_by_seller'
  const reason = isSellers ? error.details['reason'] : undefined
  if (typeof reason !== 'string') return <Refusal error={error} />
  return (
    <div className="note note--warn" role="alert">
      <Icon name="chat" />
      <div className="grow stack">
        <p>
          <b>{texts.title}</b>
        </p>
        <blockquote className="words">{reason}</blockquote>
        <p>{texts.text}</p>
      </div>
    </div>
  )
}
