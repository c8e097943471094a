import { formatMoney, fromDecimal, isMore, subtract, toDecimal } from '@loggia/kernel'
import type { Order } from '@loggia/protocol/console'
import { Icon, Money, formatAmount, useLanguage, useToast } from '@loggia/ui'
import { useChange, useIdempotencyKey, useRead } from '../../centre/api.ts'
import { formatOrderTitle } from '../../centre/orders/order-head.tsx'
import { Decision, Dialog, Refusal } from '../../centre/parts/dialog.tsx'
import { orderTexts } from '../../centre/orders/texts.ts'
import { TopUpLink } from './top-up-link.tsx'

/**
 * Confirms a payment: what it is for, the amount, and the balance afterwards. The button names the act and the amount.
 */
export function PayDialog({ order, onClose }: { readonly order: Order; onClose(): void }) {
  const texts = orderTexts.use().payDialog
  const language = useLanguage()
  const toast = useToast()
  const idempotencyKey = useIdempotencyKey()
  const balance = useRead('GET /api/buyer/balance', { query: { limit: 1 } }).data?.balance
  const total = fromDecimal(order.total.amount, order.total.currency)
  const has = balance && fromDecimal(balance.amount, balance.currency)
  const missing = has && isMore(total, has) ? subtract(total, has) : undefined
  const pay = useChange('POST /api/buyer/orders/:orderId/payment', [
    'GET /api/buyer/orders/:orderId',
    'GET /api/buyer/orders',
    'GET /api/buyer/balance',
    'GET /api/buyer/services',
    'GET /api/buyer/service-figures',
  ])
  const onPay = () =>
    pay.mutate(
      { params: { orderId: order.id }, idempotencyKey },
      {
        onSuccess: () => {
          toast.success(texts.done(formatAmount(order.total)))
          onClose()
        },
      },
    )
  return (
    <Dialog
      title={texts.title}
      onClose={pay.isPending ? undefined : onClose}
      foot={
        <Decision
          keep={texts.keep}
          act={texts.confirm(formatAmount(order.total))}
          busy={texts.busy}
          isBusy={pay.isPending}
          disabled={missing !== undefined}
          onKeep={onClose}
          onAct={onPay}
        />
      }
    >
      <p>
        {formatOrderTitle(order, language)} <span className="mono faint">{order.number}</span>
      </p>
      {balance && <Sums balance={balance} order={order} isEnough={!missing} />}
      {missing && (
        <div className="note note--warn">
          <Icon name="wallet" />
          <p>
            {texts.missing(formatMoney(missing))} <TopUpLink amount={toDecimal(missing)} />
          </p>
        </div>
      )}
      <Refusal error={pay.error} />
    </Dialog>
  )
}

/** The balance, the price, and the balance afterwards. */
function Sums(props: {
  readonly balance: Order['total']
  readonly order: Order
  readonly isEnough: boolean
}) {
  const texts = orderTexts.use()
  const has = fromDecimal(props.balance.amount, props.balance.currency)
  const { total } = props.order
  const left = subtract(has, fromDecimal(total.amount, total.currency))
  return (
    <dl className="lines t13">
      <div>
        <dt>{texts.payDialog.balance}</dt>
        <dd>
          <Money of={props.balance} />
        </dd>
      </div>
      <div>
        <dt>{texts.money.total.new}</dt>
        <dd>−{formatAmount(total)}</dd>
      </div>
      {props.isEnough && (
        <div className="sum">
          <dt>{texts.payDialog.after}</dt>
          <dd>{formatMoney(left)}</dd>
        </div>
      )}
    </dl>
  )
}
