import { Link, useNavigate } from '@tanstack/react-router'
import { ApiProblem } from '@loggia/client'
import { formatMoney, fromDecimal, fromIso, isMore, subtract, toDecimal } from '@loggia/kernel'
import type { Money as Amount } from '@loggia/kernel'
import type { Quote } from '@loggia/protocol/console'
import { useMutation } from '@tanstack/react-query'
import { Button, Icon, Money, formatAmount, formatTime, useLanguage, useZone } from '@loggia/ui'
import { useEffect, useId, useState } from 'react'
import { useApi, useChange, useIdempotencyKey, useRead } from '../../centre/api.ts'
import { useNow } from '../../centre/frame.ts'
import { ActButton, Refusal } from '../../centre/parts/dialog.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { TopUpLink } from '../orders/top-up-link.tsx'
import { renewingTexts } from './texts.ts'
import { AskRefusal } from './ask-form.tsx'
import { toSameAsk } from './choosing.ts'
import { createQuoteSearch } from './quote-search.ts'
import './renewing.css'

type OfQuote = { readonly quote: Quote }
/** Problems of a quote whose price is not valid any more; the buyer needs a new quote. */
const outdated: ReadonlySet<string> = new Set(['quote.expired', 'quote.outdated', 'catalog.not_on_sale'])

/** The amount, the balance, how long the price is valid, and the button that names the act and the amount. */
export function PayCard({ quote }: OfQuote) {
  const texts = renewingTexts.use().pay
  const idempotencyKey = useIdempotencyKey()
  const secondsLeft = useSecondsLeft(quote.expiresAt)
  const pay = useChange('POST /api/buyer/quotes/:quoteId/payment', [
    'GET /api/buyer/quotes/:quoteId',
    'GET /api/buyer/orders',
    'GET /api/buyer/balance',
    'GET /api/buyer/services',
    'GET /api/buyer/service-figures',
    'GET /api/buyer/services/:serviceId',
  ])
  const missing = useMissing(quote)
  const refusal = pay.error instanceof ApiProblem ? pay.error.code : undefined
  const isExpired = secondsLeft === 0 || refusal === 'quote.expired'
  const isOver = (isExpired && !pay.isPending) || outdated.has(refusal ?? '')
  return (
    <Card id={useId()} title={texts.title}>
      <div className="stack">
        <Sums quote={quote} isEnough={!missing} />
        {!isExpired && <Refusal error={pay.error} />}
        {isOver ? (
          <Fresh quote={quote} isExpired={isExpired} />
        ) : missing === undefined ? (
          <div className="btnrow">
            <ActButton
              busy={texts.busy}
              isBusy={pay.isPending}
              onAct={() => pay.mutate({ params: { quoteId: quote.id }, idempotencyKey })}
            >
              {texts.act(formatAmount(quote.total))}
            </ActButton>
          </div>
        ) : (
          <TopUp missing={missing} />
        )}
        {!isOver && <Countdown seconds={secondsLeft} expiresAt={quote.expiresAt} />}
      </div>
    </Card>
  )
}

/** How much the present balance lacks; undefined if it suffices. */
function useMissing({ total, balance }: Quote) {
  const now = useRead('GET /api/buyer/balance', { query: { limit: 1 } }).data?.balance ?? balance
  const has = fromDecimal(now.amount, now.currency)
  const asked = fromDecimal(total.amount, total.currency)
  return isMore(asked, has) ? subtract(asked, has) : undefined
}

function Sums({ quote, isEnough }: OfQuote & { readonly isEnough: boolean }) {
  const texts = renewingTexts.use().pay
  const { total } = quote
  const balance = useRead('GET /api/buyer/balance', { query: { limit: 1 } }).data?.balance ?? quote.balance
  const left = subtract(
    fromDecimal(balance.amount, balance.currency),
    fromDecimal(total.amount, total.currency),
  )
  return (
    <dl className="lines t13">
      <div className="sum">
        <dt>{texts.total}</dt>
        <dd>
          <Money of={total} />
        </dd>
      </div>
      <div>
        <dt>{texts.balance}</dt>
        <dd>
          <Money of={balance} />
        </dd>
      </div>
      {isEnough && (
        <div>
          <dt>{texts.after}</dt>
          <dd>{formatMoney(left)}</dd>
        </div>
      )}
    </dl>
  )
}

/** A transfer takes longer than the price is valid: the same choice then gets a new quote here. */
function TopUp({ missing }: { readonly missing: Amount }) {
  const texts = renewingTexts.use().pay
  const balance = useRead('GET /api/buyer/balance', { query: { limit: 1 } })
  return (
    <div className="note note--warn" role="status">
      <Icon name="wallet" />
      <div className="grow stack">
        <p>{texts.missing(formatMoney(missing))}</p>
        <p>{texts.topUp}</p>
        <div className="row row--wrap">
          <TopUpLink amount={toDecimal(missing)} className="btn btn--sm btn--primary" />
          <Button size="small" disabled={balance.isFetching} onClick={() => void balance.refetch()}>
            {balance.isFetching ? texts.asking : texts.askAgain}
          </Button>
          <Link className="link t13" to="/buyer/balance">
            {texts.toBalance}
          </Link>
        </div>
      </div>
    </div>
  )
}

function Countdown({ seconds, expiresAt }: { readonly seconds: number; readonly expiresAt: string }) {
  const texts = renewingTexts.use().pay
  const language = useLanguage()
  const zone = useZone()
  const until = formatTime(expiresAt, { language, zone, precision: 'clock' })
  const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return (
    <p className="t12 faint num" role="timer">
      {texts.holds(left, until)}
    </p>
  )
}

/** The price is not valid any more: requests a new quote for the same at present prices. */
function Fresh({ quote, isExpired }: OfQuote & { readonly isExpired: boolean }) {
  const texts = renewingTexts.use().pay
  const navigate = useNavigate()
  const fresh = useFreshQuote(quote)
  return (
    <>
      <div className="note note--warn" role="status">
        <Icon name="clock" />
        <p>{isExpired ? texts.expired : texts.outdated}</p>
      </div>
      {fresh.data === null ? (
        <div className="note">
          <Icon name="info" />
          <p>{texts.notSoldSo}</p>
        </div>
      ) : (
        <AskRefusal error={fresh.error} />
      )}
      <div className="btnrow">
        <ActButton
          busy={texts.freshBusy}
          isBusy={fresh.isPending}
          onAct={() =>
            fresh.mutate(undefined, {
              onSuccess: (found) => {
                if (found)
                  void navigate({
                    to: '/buyer/quotes/$quoteId',
                    params: { quoteId: found.id },
                    search: createQuoteSearch(quote.total, found.total),
                    replace: true,
                  })
              },
            })
          }
        >
          {texts.fresh}
        </ActButton>
      </div>
    </>
  )
}

/** Returns the new quote, or null if this choice is not sold any more. */
function useFreshQuote({ kind, lines }: Quote) {
  const api = useApi()
  return useMutation({
    mutationFn: async (): Promise<Quote | null> => {
      const chosen = await Promise.all(
        lines.map(async ({ serviceId, after }) => {
          const params = { serviceId }
          const [service, choices] = await Promise.all([
            api.request('GET /api/buyer/services/:serviceId', { params }),
            api.request('GET /api/buyer/services/:serviceId/choices', { params }),
          ])
          return { of: { service, choices }, after }
        }),
      )
      const body = toSameAsk(kind, chosen)
      return body ? api.request('POST /api/buyer/quotes', { body }) : null
    },
  })
}

/** Seconds of market time until the quote expires. */
function useSecondsLeft(expiresAt: string): number {
  const now = useNow()
  const countLeft = () => Math.max(0, Math.ceil((fromIso(expiresAt) - now()) / 1000))
  const [seconds, setSeconds] = useState(countLeft)
  useEffect(() => {
    const timer = setInterval(() => setSeconds(countLeft()), 1000)
    return () => clearInterval(timer)
    // The clock is the same object while the page is open.
    // oxlint-disable-next-line react/exhaustive-deps -- `left` is new with every render and always does the same
  }, [expiresAt])
  return seconds
}
