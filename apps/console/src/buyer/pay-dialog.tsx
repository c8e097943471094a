import { formatMoney, fromDecimal, isMore, subtract } from '@loggia/kernel'
import type { Order } from '@loggia/protocol/console'
import { Icon, Money, amountText, useLanguage } from '@loggia/ui'
import { App } from 'antd'
import { useChange, useIdempotencyKey, useRead } from '../centre/api.ts'
import { orderTitle } from '../centre/orders/order-head.tsx'
import { Decision, Dialog, Refusal } from '../centre/parts/dialog.tsx'
import { orderTexts } from '../centre/text/orders.ts'

/** Before money moves: what it is for, how much, what is left; and a button that says the act and the sum. */
export function PayDialog({ order, onClose }: { readonly order: Order; onClose(): void }) {
  const texts = orderTexts.use().payDialog
  const language = useLanguage()
  const { message } = App.useApp()
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
  ])
  const onPay = () =>
    pay.mutate(
      { params: { orderId: order.id }, idempotencyKey },
      {
        onSuccess: () => {
          void message.success(texts.done(amountText(order.total)))
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
          act={texts.confirm(amountText(order.total))}
          busy={texts.busy}
          isBusy={pay.isPending}
          disabled={missing !== undefined}
          onKeep={onClose}
          onAct={onPay}
        />
      }
    >
      <p>
        {orderTitle(order, language)} <span className="mono faint">{order.number}</span>
      </p>
      <dl className="lines t13">
        {balance && has && (
          <>
            <div>
              <dt>{texts.balance}</dt>
              <dd>
                <Money of={balance} />
              </dd>
            </div>
            <div>
              <dt>{orderTexts.in(language).money.total.new}</dt>
              <dd>−{amountText(order.total)}</dd>
            </div>
            {!missing && (
              <div className="sum">
                <dt>{texts.after}</dt>
                <dd>{formatMoney(subtract(has, total))}</dd>
              </div>
            )}
          </>
        )}
      </dl>
      {missing && (
        <div className="note note--warn">
          <Icon name="wallet" />
          <p>{texts.missing(formatMoney(missing))}</p>
        </div>
      )}
      <Refusal error={pay.error} />
    </Dialog>
  )
}
