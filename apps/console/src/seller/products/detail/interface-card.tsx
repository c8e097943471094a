import { Link } from '@tanstack/react-router'
import type { SellerProduct, Standing, WatchDetail } from '@loggia/protocol/console'
import { Button, Icon, Time, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange, useRead } from '../../../centre/api.ts'
import { Coming, Rules } from '../../../centre/monitoring/coming.tsx'
import { DeferralNote } from '../../../centre/monitoring/deferral-note.tsx'
import { DialTestResult, StandingOf } from '../../../centre/monitoring/standing.tsx'
import { monitoringTexts } from '../../../centre/monitoring/texts.ts'
import { DecisionDialog } from '../../../centre/parts/dialog.tsx'
import { TextArea } from '../../../centre/parts/fields.tsx'
import { Card } from '../../../centre/parts/page.tsx'
import { useMayAsk } from '../../../centre/rights/rights.ts'
import { RepairCheck } from './repair-check.tsx'
import '../../../centre/monitoring/monitoring.css'

const key = 'GET /api/seller/products/:productId/monitoring'
const refreshMs = 15_000
/** Only what is or was on sale is tested. */
const watched = ['listed', 'hidden', 'suspended', 'delisted']

type Props = { readonly product: SellerProduct; readonly place: 'first' | 'beside' }

/** Standings about which the seller has to do something. */
const urgent: readonly Standing[] = ['failing', 'warned', 'frozen', 'delisted', 'no_cases']

/**
 * What the marketplace's checks of the product's interface found, and what follows. It stands above everything else if
 * the seller has to do something, and otherwise beside it.
 */
export function InterfaceCard({ product, place }: Props) {
  const mayRead = useMayAsk(key, 'calls:read')
  const isWatched = watched.includes(product.state) && product.access !== undefined
  const { data } = useRead(
    key,
    { params: { productId: product.id } },
    { enabled: mayRead && isWatched, refetchInterval: refreshMs },
  )
  const isHere = data && urgent.includes(data.standing) === (place === 'first')
  return isHere ? <Shown of={data} /> : null
}

function Shown({ of }: { readonly of: WatchDetail }) {
  const texts = monitoringTexts.use()
  const { id: productId } = of.product
  return (
    <Card
      id={useId()}
      title={texts.card.title}
      beside={<StandingOf standing={of.standing} pill />}
      end={
        <Link className="link t13" to="/seller/dial-tests" search={{ productId }}>
          {texts.card.all}
        </Link>
      }
    >
      <div className="stack">
        <p className="t13">{texts.means[of.standing]}</p>
        <Notes of={of} />
        <Facts of={of} />
        {of.standing === 'no_cases' && (
          <Link className="t13" to="/seller/test-calls" search={{ target: productId }}>
            {texts.card.cases}
          </Link>
        )}
        <RepairCheck
          productId={productId}
          mayCheck={of.mayCheck}
          isRepair={of.standing !== 'healthy' && of.standing !== 'not_tested'}
        />
        {of.mayAskRelisting && <AskRelisting productId={productId} />}
        {of.rules.length > 0 && (
          <details className="rules--beside">
            <summary>
              <Icon name="chevron-right" /> {texts.card.rules}
            </summary>
            <Rules of={of} />
          </details>
        )}
      </div>
    </Card>
  )
}

/** What an operator has decided. */
function Notes({ of }: { readonly of: WatchDetail }) {
  const { card } = monitoringTexts.use()
  const { off } = of
  return (
    <>
      <DeferralNote of={of} />
      {off && <p className="t13 dim written">{card.off(off.reason)}</p>}
    </>
  )
}

function Facts({ of }: { readonly of: WatchDetail }) {
  const { card, columns } = monitoringTexts.use()
  const { last, nextTestAt } = of
  return (
    <dl className="facts t13">
      <dt>{card.last}</dt>
      <dd>
        {last ? (
          <Link to="/seller/dial-tests/$dialTestId" params={{ dialTestId: last.id }}>
            <Time at={last.startedAt ?? last.dueAt} />
            <DialTestResult of={last} />
          </Link>
        ) : (
          card.none
        )}
      </dd>
      <dt>{card.next}</dt>
      <dd>{nextTestAt === undefined ? card.none : <Time at={nextTestAt} />}</dd>
      {(of.failedDays > 0 || of.orders.failed > 0) && of.coming.length > 0 && (
        <>
          <dt>{columns.coming}</dt>
          <dd>
            <Coming of={of} />
          </dd>
        </>
      )}
    </dl>
  )
}

function AskRelisting({ productId }: { readonly productId: string }) {
  const texts = monitoringTexts.use().card.ask
  const route = 'POST /api/seller/products/:productId/relisting'
  const mayAsk = useMayAsk(route, 'products:write')
  const toast = useToast()
  const [isOpen, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const ask = useChange(route, [key, 'GET /api/seller/monitoring'])
  const onAct = () =>
    ask.mutate(
      { params: { productId }, body: note.trim() === '' ? {} : { note: note.trim() } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          setOpen(false)
        },
      },
    )
  if (!mayAsk) return null
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{texts.act}</Button>
      {isOpen && (
        <DecisionDialog
          texts={texts}
          act={texts.do}
          change={ask}
          onClose={() => setOpen(false)}
          onAct={onAct}
        >
          <p className="t13 dim">{texts.text}</p>
          <TextArea
            name="note"
            label={texts.note}
            hint={texts.noteHint}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </DecisionDialog>
      )}
    </div>
  )
}
