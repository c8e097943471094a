import { formatMoney, fromDecimal, isMore, omitUndefined, subtract, toDecimal } from '@loggia/kernel'
import type { Money as KernelMoney } from '@loggia/kernel'
import type { Money as WireMoney, PurchaseRequest } from '@loggia/protocol/console'
import { Icon, Money, formatAmount } from '@loggia/ui'
import { useState } from 'react'
import { useChange, useIdempotencyKey, useRead } from '../../centre/api.ts'
import { Decision, Dialog, Refusal } from '../../centre/parts/dialog.tsx'
import { TickField } from '../../centre/parts/fields.tsx'
import { ConfirmDialog, ReasonDialog, useThen } from '../../centre/supervision/act-dialogs.tsx'
import { paths } from '../../storefront/links.ts'
import { TopUpLink } from '../orders/top-up-link.tsx'
import { staleRequests } from './stale.ts'
import { requestTexts } from './texts.ts'

type Props = { readonly of: PurchaseRequest; onClose(): void }

const toMoney = ({ amount, currency }: WireMoney): KernelMoney => fromDecimal(amount, currency)

const tickNames = ['higher', 'agreed', 'consent'] as const
type TickName = (typeof tickNames)[number]

/** What the approver has to confirm: a higher price, the agreements, and the data that are passed on. */
function useTicks({ amount, now, buyerData }: PurchaseRequest) {
  const texts = requestTexts.use().approve
  const [ticked, setTicked] = useState<{ readonly [N in TickName]?: string | undefined }>({})
  const [isChecked, setChecked] = useState(false)
  const isHigher = now?.amount !== undefined && isMore(toMoney(now.amount), toMoney(amount))
  const needed = {
    higher: isHigher && texts.higherMissing,
    agreed: texts.agreedMissing,
    consent: buyerData !== undefined && texts.consentMissing,
  }
  // A tick is for what was shown: if the price or the agreements change, it is gone.
  const shown = {
    higher: now?.amount?.amount ?? '',
    agreed: JSON.stringify(now?.agreements ?? {}),
    consent: buyerData?.join() ?? '',
  }
  const isTicked = (name: TickName) => ticked[name] === shown[name]
  const errorOf = (name: TickName) => (isChecked && !isTicked(name) && needed[name]) || undefined
  return {
    isTicked,
    isHigher,
    fieldOf: (name: TickName) => ({
      name,
      error: errorOf(name),
      checked: isTicked(name),
      onChange: (checked: boolean) => setTicked({ ...ticked, [name]: checked ? shown[name] : undefined }),
    }),
    isReady: tickNames.every((name) => isTicked(name) || !needed[name]),
    check: () => setChecked(true),
  }
}

/** Places the order and pays it: what it costs now, and the balance afterwards. */
export function ApproveDialog({ of, onClose }: Props) {
  const texts = requestTexts.use().approve
  const then = useThen(texts, onClose)
  const idempotencyKey = useIdempotencyKey()
  const change = useChange('POST /api/buyer/purchase-requests/:purchaseRequestId/approval', staleRequests)
  const balance = useRead('GET /api/buyer/balance', { query: { limit: 1 } }).data?.balance
  const ticks = useTicks(of)
  const total = of.now?.amount ?? of.amount
  const has = balance && toMoney(balance)
  const isShort = has !== undefined && isMore(toMoney(total), has)
  const approve = () => {
    ticks.check()
    if (!ticks.isReady) return
    change.mutate(
      {
        params: { purchaseRequestId: of.id },
        body: omitUndefined({
          expectedTotal: total,
          acceptHigher: ticks.isTicked('higher'),
          agreed: ticks.isTicked('agreed'),
          agreements: of.now?.agreements,
          dataConsent: ticks.isTicked('consent'),
        }),
        idempotencyKey,
      },
      then,
    )
  }
  return (
    <Dialog
      title={texts.title}
      onClose={change.isPending ? undefined : onClose}
      foot={
        <Decision
          keep={texts.keep}
          act={texts.confirm(formatAmount(total))}
          busy={texts.busy}
          isBusy={change.isPending}
          disabled={isShort}
          onKeep={onClose}
          onAct={approve}
        />
      }
    >
      <p className="t13 dim">{texts.text}</p>
      {has && <Sums has={has} pays={toMoney(total)} />}
      <Ticks of={of} ticks={ticks} />
      <Refusal error={change.error} />
    </Dialog>
  )
}

/** The balance, the payment, and what is left or missing. */
function Sums({ has, pays }: { readonly has: KernelMoney; readonly pays: KernelMoney }) {
  const texts = requestTexts.use().approve
  const isShort = isMore(pays, has)
  const missing = subtract(pays, has)
  return (
    <>
      <dl className="lines t13">
        <div>
          <dt>{texts.balance}</dt>
          <dd>
            <Money of={{ amount: toDecimal(has), currency: has.currency }} />
          </dd>
        </div>
        <div>
          <dt>{texts.pays}</dt>
          <dd>−{formatMoney(pays)}</dd>
        </div>
        {!isShort && (
          <div className="sum">
            <dt>{texts.after}</dt>
            <dd>{formatMoney(subtract(has, pays))}</dd>
          </div>
        )}
      </dl>
      {isShort && (
        <div className="note note--warn">
          <Icon name="wallet" />
          <p>
            {texts.short(formatMoney(missing))} <TopUpLink amount={toDecimal(missing)} />
          </p>
        </div>
      )}
    </>
  )
}

function Ticks({ of, ticks }: { readonly of: PurchaseRequest; readonly ticks: ReturnType<typeof useTicks> }) {
  const { approve: texts, buyerData, comma } = requestTexts.use()
  return (
    <>
      {ticks.isHigher && of.now?.amount && (
        <TickField
          label={texts.higher(formatAmount(of.amount), formatAmount(of.now.amount))}
          {...ticks.fieldOf('higher')}
        />
      )}
      <TickField
        label={
          <>
            {texts.agreed}
            <a href={paths.agreements.user} target="_blank" rel="noreferrer">
              {texts.userAgreement}
            </a>
            {texts.and}
            <a href={`${paths.product(of.product.id)}#service-agreement`} target="_blank" rel="noreferrer">
              {texts.serviceAgreement}
            </a>
          </>
        }
        {...ticks.fieldOf('agreed')}
      />
      {of.buyerData && (
        <TickField
          label={texts.consent(of.buyerData.map((one) => buyerData[one]).join(comma))}
          {...ticks.fieldOf('consent')}
        />
      )}
    </>
  )
}

export function RejectDialog({ of, onClose }: Props) {
  const texts = requestTexts.use().reject
  const change = useChange('POST /api/buyer/purchase-requests/:purchaseRequestId/rejection', staleRequests)
  return (
    <ReasonDialog
      danger
      texts={texts}
      act={texts.act}
      change={change}
      onClose={onClose}
      onSend={(reason, then) =>
        change.mutate({ params: { purchaseRequestId: of.id }, body: { reason } }, then)
      }
    >
      {texts.text}
    </ReasonDialog>
  )
}

export function WithdrawDialog({ of, onClose }: Props) {
  const texts = requestTexts.use().withdraw
  const change = useChange('POST /api/buyer/purchase-requests/:purchaseRequestId/withdrawal', staleRequests)
  return (
    <ConfirmDialog
      texts={texts}
      change={change}
      onClose={onClose}
      onSend={(then) => change.mutate({ params: { purchaseRequestId: of.id } }, then)}
    >
      {texts.text}
    </ConfirmDialog>
  )
}
