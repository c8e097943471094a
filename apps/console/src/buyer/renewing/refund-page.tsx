import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import type { RefundQuota, Refundable, ServiceDetail } from '@loggia/protocol/console'
import {
  Button,
  EmptyArch,
  Icon,
  Money,
  formatAmount,
  pickText,
  formatTime,
  useLanguage,
  useText,
  useToast,
  useZone,
} from '@loggia/ui'
import { useEffect, useId, useState } from 'react'
import { useChange, useIdempotencyKey, useRead } from '../../centre/api.ts'
import { Decision, Dialog, Refusal } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Lead, Page } from '../../centre/parts/page.tsx'
import { ProductLogo } from '../../centre/parts/product.tsx'
import { lifeTexts } from '../services/life-texts.ts'
import { serviceTexts } from '../services/texts.ts'
import { useRefusalText } from './refusal-text.tsx'
import './renewing.css'

const route = getRouteApi('/buyer/services/$serviceId/refund')

/** R130–R137, R111: what can be returned of a service, the effect, and how many returns are left this year. */
export function RefundPage() {
  const { serviceId } = route.useParams()
  const service = useRead('GET /api/buyer/services/:serviceId', { params: { serviceId } })
  return (
    <Loaded<ServiceDetail> of={service} skeleton={<CardSkeleton rows={8} />}>
      {(found) => <OneRefund key={found.id} service={found} />}
    </Loaded>
  )
}

type OfService = { readonly service: ServiceDetail }

function OneRefund({ service }: OfService) {
  const texts = lifeTexts.use().refund
  const language = useLanguage()
  const [kind, setKind] = useState(service.refundable[0]?.kind)
  const refund = useRefund()
  const chosen = service.refundable.find((one) => one.kind === kind) ?? service.refundable[0]
  return (
    <Page
      area="buyer"
      narrow
      title={texts.title}
      logo={<ProductLogo of={service.product} />}
      crumbs={
        <>
          <Link to="/buyer/services">{serviceTexts.use().title}</Link>
          <Icon name="chevron-right" />
          <Link to="/buyer/services/$serviceId" params={{ serviceId: service.id }}>
            {pickText(service.product.name, language)}
          </Link>
        </>
      }
      lead={<Lead>{texts.lead}</Lead>}
    >
      {chosen ? (
        <div className="od">
          <div className="od__main">
            <Which service={service} chosen={chosen} onChoose={setKind} />
          </div>
          <aside className="od__side">
            <Confirm service={service} chosen={chosen} refund={refund} />
          </aside>
        </div>
      ) : (
        <Nothing service={service} />
      )}
    </Page>
  )
}

function Nothing({ service }: OfService) {
  const texts = lifeTexts.use().refund.none
  const refusal = useRefusalText(service)
  return (
    <div className="card">
      <EmptyArch
        level={2}
        title={texts.title}
        text={refusal(service.acts.refund) ?? texts.text}
        action={
          <Link className="btn" to="/buyer/services/$serviceId" params={{ serviceId: service.id }}>
            {texts.action}
          </Link>
        }
      />
    </div>
  )
}

type OfChosen = OfService & { readonly chosen: Refundable }
type Returning = OfChosen & { readonly refund: ReturnType<typeof useRefund> }

/** Kept in the page component, because the returned item disappears from the list before the result is shown. */
function useRefund() {
  const texts = lifeTexts.use().refund
  const navigate = useNavigate()
  const toast = useToast()
  const refund = useChange('POST /api/buyer/services/:serviceId/refund', [
    'GET /api/buyer/services/:serviceId',
    'GET /api/buyer/services',
    'GET /api/buyer/service-figures',
    'GET /api/buyer/orders',
    'GET /api/buyer/balance',
    'GET /api/buyer/refund-quota',
  ])
  const { data } = refund
  useEffect(() => {
    if (!data) return
    toast.success(texts.done(formatAmount(data.amount)))
    void navigate({ to: '/buyer/orders/$orderId', params: { orderId: data.orderId } })
  }, [data, navigate, texts, toast])
  return refund
}

/** The items that can be returned, each with its effect on the service. */
function Which({ service, chosen, onChoose }: OfChosen & { onChoose(kind: Refundable['kind']): void }) {
  const texts = lifeTexts.use().refund
  const language = useLanguage()
  const zone = useZone()
  const name = useId()
  return (
    <Card id={useId()} title={texts.which}>
      <div className="skus">
        {service.refundable.map((one) => (
          <label key={one.kind}>
            <input
              type="radio"
              name={name}
              checked={one.kind === chosen.kind}
              onChange={() => onChoose(one.kind)}
            />
            <b>{texts[one.kind].name}</b>
            <Money of={one.amount} />
            <span className="t12">
              {texts[one.kind].until(formatTime(one.until, { language, zone }))}
              {one.order && (
                <>
                  {'　'}
                  {texts.order} <span className="mono">{one.order.number}</span>
                </>
              )}
            </span>
          </label>
        ))}
      </div>
    </Card>
  )
}

function useWhat({ kind, endsAt }: Refundable): string {
  const texts = lifeTexts.use().refund
  const language = useLanguage()
  const zone = useZone()
  if (kind === 'five_day') return texts.five_day.what
  return texts.renewal.what(endsAt === undefined ? '–' : formatTime(endsAt, { language, zone }))
}

function Confirm({ service, chosen, refund }: Returning) {
  const texts = lifeTexts.use().refund
  const quota = useRead('GET /api/buyer/refund-quota', {})
  const [isOpen, setOpen] = useState(false)
  const left = quota.data?.left
  return (
    <>
      <Card id={useId()} title={texts.money}>
        <div className="stack">
          <dl className="lines t13">
            <div className="sum sum--first">
              <dt>{texts.returned}</dt>
              <dd>
                <Money of={chosen.amount} />
              </dd>
            </div>
            <div>
              <dt>{texts.to}</dt>
              <dd>{texts.balance}</dd>
            </div>
          </dl>
          <p className="t13">{texts[chosen.kind].money}</p>
          <div className={chosen.kind === 'five_day' ? 'note note--warn' : 'note'}>
            <Icon name={chosen.kind === 'five_day' ? 'alert' : 'info'} />
            <p>{useWhat(chosen)}</p>
          </div>
          {left === 0 ? (
            <p className="t13 c-warn">{texts.quota.none(quota.data?.most ?? 0)}</p>
          ) : (
            <div className="btnrow">
              <Button danger disabled={left === undefined} onClick={() => setOpen(true)}>
                {texts.act(formatAmount(chosen.amount))}
              </Button>
            </div>
          )}
        </div>
      </Card>
      <Loaded<RefundQuota> of={quota} skeleton={<CardSkeleton rows={3} />}>
        {(found) => <Quota quota={found} />}
      </Loaded>
      {isOpen && quota.data && (
        <RefundDialog
          service={service}
          chosen={chosen}
          refund={refund}
          quota={quota.data}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

/** R131, R135: the used and remaining returns are shown before anything is confirmed. */
function Quota({ quota }: { readonly quota: RefundQuota }) {
  const texts = lifeTexts.use().refund.quota
  const { most } = quota
  return (
    <Card id={useId()} title={texts.title(quota.year)}>
      <dl className="lines t13">
        <div>
          <dt>{texts.used}</dt>
          <dd>{texts.of(quota.used, most)}</dd>
        </div>
        {quota.open > 0 && (
          <div>
            <dt>{texts.open}</dt>
            <dd>{quota.open}</dd>
          </div>
        )}
        <div>
          <dt>{texts.left}</dt>
          <dd>
            <b>{texts.of(quota.left, most)}</b>
          </dd>
        </div>
      </dl>
      <p className="t12 faint quota__note">{texts.note(most)}</p>
    </Card>
  )
}

function RefundDialog({
  service,
  chosen,
  refund,
  quota,
  onClose,
}: Returning & { readonly quota: RefundQuota; onClose(): void }) {
  const texts = lifeTexts.use().refund
  const { dialog } = texts
  const text = useText()
  const idempotencyKey = useIdempotencyKey()
  const [word, setWord] = useState('')
  const [isChecked, setChecked] = useState(false)
  const what = useWhat(chosen)
  const isWhole = chosen.kind === 'five_day'
  const isTyped = !isWhole || word.trim().toUpperCase() === dialog.word
  const onAct = () => {
    setChecked(true)
    if (!isTyped) return
    refund.mutate({
      params: { serviceId: service.id },
      body: { kind: chosen.kind, expectedAmount: chosen.amount },
      idempotencyKey,
    })
  }
  return (
    <Dialog
      title={(isWhole ? dialog.title : dialog.titleRenewal)(text(service.product.name))}
      onClose={refund.isPending ? undefined : onClose}
      foot={
        <Decision
          danger
          keep={isWhole ? dialog.keep : dialog.keepRenewal}
          act={texts.act(formatAmount(chosen.amount))}
          busy={texts.busy}
          isBusy={refund.isPending}
          onKeep={onClose}
          onAct={onAct}
        />
      }
    >
      <p>{texts[chosen.kind].money}</p>
      <p>{what}</p>
      <p>{dialog.uses(Math.max(0, quota.left - 1), quota.most)}</p>
      {isWhole && (
        <TextField
          label={dialog.type(dialog.word)}
          error={isChecked && !isTyped ? dialog.typeWrong(dialog.word) : undefined}
          autoComplete="off"
          value={word}
          onChange={(event) => setWord(event.target.value)}
        />
      )}
      <Refusal error={refund.error} />
    </Dialog>
  )
}
