import type { refundFacts } from '@loggia/protocol/console/refunds/facts'
import { formatAmount, defineTexts } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import type { FactOf } from './fact.ts'
import type { FactNames, OrderTellers, Teller, Told } from './teller.tsx'

const texts = defineTexts(
  {
    refunded: {
      title: (amount: string) => `已退款 ${amount}`,
      text: '已退回账户余额，退款订单',
      because: {
        opening_failed: '商家未在截止时间前完成开通。',
        not_delivered: '交付未验收，由运营人员退款。',
        change_failed: '商家未在截止时间前完成变更。',
        five_day: '买家使用了五天无理由退订。',
        renewal: '买家退订了尚未生效的续费。',
      },
    },
  },
  {
    refunded: {
      title: (amount: string) => `Refunded ${amount}`,
      text: 'Refunded to the balance. Refund order',
      because: {
        opening_failed: 'The seller did not activate the service before the deadline.',
        not_delivered: 'The delivery was not accepted, so an operator refunded it.',
        change_failed: 'The seller did not apply the change before the deadline.',
        five_day: 'The buyer used the five-day refund.',
        renewal: 'The buyer cancelled a renewal before it started.',
      },
    },
  },
)
export const refundNames = defineTexts<FactNames<typeof refundFacts>>(
  {
    'refund.outside_reported': '登记其他系统的退订',
  },
  {
    'refund.outside_reported': 'Refund in another system recorded',
  },
)

/** Refunded money, on the order and on its refund order. */
export const refundTellers: OrderTellers<typeof refundFacts> = {
  'order.refunded': (fact, teller) => ({
    ...refunded(fact, teller),
    body: (
      <>
        <Because fact={fact} teller={teller} />
        <RefundOrder fact={fact} teller={teller} />
      </>
    ),
  }),
  'refund.paid': (fact, teller) => ({
    ...refunded(fact, teller),
    body: <Because fact={fact} teller={teller} />,
  }),
}

type Refunded = FactOf<'order.refunded' | 'refund.paid'>

const refunded = ({ data }: Refunded, { language }: Teller): Pick<Told, 'tone' | 'icon' | 'title'> => ({
  tone: 'ok',
  icon: 'undo',
  title: texts.in(language).refunded.title(formatAmount(data.amount)),
})

function Because({ fact, teller }: { readonly fact: Refunded; readonly teller: Teller }) {
  const { cause } = fact.data
  return cause && <p>{texts.in(teller.language).refunded.because[cause]}</p>
}

function RefundOrder({ fact, teller }: { readonly fact: FactOf<'order.refunded'>; readonly teller: Teller }) {
  const { refundNumber, refundOrderId } = fact.data
  const { text } = texts.in(teller.language).refunded
  if (!refundNumber) return null
  if (teller.area !== 'buyer' || !refundOrderId)
    return (
      <p>
        {text} <span className="mono">{refundNumber}</span>
      </p>
    )
  return (
    <p>
      {text}{' '}
      <Link className="mono" to="/buyer/orders/$orderId" params={{ orderId: refundOrderId }}>
        {refundNumber}
      </Link>
    </p>
  )
}
