import type { refundFacts } from '@loggia/protocol/console/refunds/facts'
import { formatAmount, defineTexts } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import type { FactOf } from './fact.ts'
import { describeWhom } from './teller.tsx'
import type { FactNames, Look, OrderTellers, Teller, Told } from './teller.tsx'

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
        negotiated: '商家同意了买家的退款申请。',
        appealed: '运营人员裁定申诉后退款。',
      },
    },
    request: {
      'refund_request.asked': (amount: string) => `买家申请退款 ${amount}`,
      'refund_request.approved': (amount: string) => `商家同意退款 ${amount}`,
      'refund_request.withdrawn': () => '买家撤回退款申请',
      'refund_request.goods_sent': () => '买家寄回商品',
      'refund_request.goods_received': () => '商家确认收到退货',
    },
    rejected: { seller: '商家拒绝退款申请', operator: '运营人员裁定不退款' },
    permitted: '运营人员允许在途退款',
    goodsFirst: '买家先寄回商品。',
    file: (name: string) => `附件：${name}`,
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
        negotiated: 'The seller approved the buyer’s request.',
        appealed: 'An operator decided an appeal.',
      },
    },
    request: {
      'refund_request.asked': (amount: string) => `Refund of ${amount} requested by the buyer`,
      'refund_request.approved': (amount: string) => `Refund of ${amount} approved by the seller`,
      'refund_request.withdrawn': () => 'Refund request withdrawn by the buyer',
      'refund_request.goods_sent': () => 'Goods sent back by the buyer',
      'refund_request.goods_received': () => 'Returned goods confirmed by the seller',
    },
    rejected: {
      seller: 'Refund request rejected by the seller',
      operator: 'Refund request rejected by an operator',
    },
    permitted: 'Refund in transit allowed by an operator',
    goodsFirst: 'The buyer sends the goods back first.',
    file: (name: string) => `File: ${name}`,
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
  'refund_request.asked': (fact, teller) =>
    describeRequest(fact, teller, { look: ['warn', 'undo'], said: fact.data.reason, file: fact.data.file }),
  'refund_request.approved': (fact, teller) =>
    describeRequest(fact, teller, {
      look: ['ok', 'check'],
      said: fact.data.goods ? texts.in(teller.language).goodsFirst : undefined,
    }),
  'refund_request.rejected': (fact, teller) => ({
    tone: 'bad',
    icon: 'x',
    title: texts.in(teller.language).rejected[fact.data.by],
    body: <Said said={fact.data.reason} fact={fact} teller={teller} />,
  }),
  'refund_request.withdrawn': (fact, teller) => describeRequest(fact, teller, { look: ['call', 'undo'] }),
  'refund_request.goods_sent': (fact, teller) =>
    describeRequest(fact, teller, {
      look: ['call', 'box'],
      said: `${fact.data.carrier} ${fact.data.trackingNumber}`,
    }),
  'refund_request.goods_received': (fact, teller) => describeRequest(fact, teller, { look: ['ok', 'box'] }),
  'refund_request.permitted': (fact, teller) => ({
    tone: 'call',
    icon: 'check',
    title: texts.in(teller.language).permitted,
    body: <Said said={fact.data.reason} fact={fact} teller={teller} />,
  }),
}

type OfRequest = FactOf<keyof ReturnType<typeof texts.in>['request']>
type Saying = { readonly look: Look; readonly said?: string | undefined; readonly file?: string | undefined }

const describeRequest = (
  fact: OfRequest,
  teller: Teller,
  { look: [tone, icon], said, file }: Saying,
): Told => {
  const words = texts.in(teller.language)
  return {
    tone,
    icon,
    title: words.request[fact.kind](formatAmount(fact.data.amount)),
    body: (
      <>
        {file !== undefined && <p>{words.file(file)}</p>}
        <Said said={said} fact={fact} teller={teller} />
      </>
    ),
  }
}

/** What was said, and by whom. */
const Said = (props: {
  readonly said: string | undefined
  readonly fact: { readonly who?: string | undefined }
  readonly teller: Teller
}) => (
  <>
    {props.said !== undefined && <p className="prose">{props.said}</p>}
    {describeWhom(props.fact, props.teller)}
  </>
)

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
