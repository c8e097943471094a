import { fromIso } from '@loggia/kernel'
import type { orderFacts } from '@loggia/protocol/console/orders/facts'
import { formatAmount, formatCount, defineTexts, pickText, formatTerm, formatTime } from '@loggia/ui'
import type { FactOf } from './fact.ts'
import { describeWhom } from './teller.tsx'
import type { OrderTellers, Teller } from './teller.tsx'

const texts = defineTexts(
  {
    submitted: {
      title: (amount: string) => `提交订单，${amount}`,
      trial: (days: string) => `试用 ${days} 天`,
    },
    paid: {
      title: (amount: string) => `已支付 ${amount}`,
      text: (balance: string) => `从账户余额支付，支付后余额 ${balance}。`,
      textWithoutBalance: '从账户余额支付。',
    },
    stockReleased: { title: '库存不再保留', text: '支付时库存充足，仍可支付。' },
    cancelled: {
      buyer: '买家取消订单',
      market: '逾期未支付，订单自动取消',
      somethingOfIt: '订单中的商品',
      suspended: (product: string) => `${product}暂停销售，订单自动取消`,
      delisted: (product: string) => `${product}已停售，订单自动取消`,
    },
    completed: {
      title: '订单完成，服务期开始',
      settled: '订单完成',
      text: (from: string, to: string) => `服务期 ${from} 至 ${to}。`,
    },
  },
  {
    submitted: {
      title: (amount: string) => `Order placed, ${amount}`,
      trial: (days: string) => `${days}-day trial`,
    },
    paid: {
      title: (amount: string) => `Paid ${amount}`,
      text: (balance: string) => `Paid from the balance; ${balance} remaining.`,
      textWithoutBalance: 'Paid from the balance.',
    },
    stockReleased: {
      title: 'Stock no longer reserved',
      text: 'The order can still be paid while there is enough stock.',
    },
    cancelled: {
      buyer: 'Cancelled by the buyer',
      market: 'Cancelled automatically: not paid in time',
      somethingOfIt: 'a product in the order',
      suspended: (product: string) => `Cancelled automatically: sales of ${product} are paused`,
      delisted: (product: string) => `Cancelled automatically: ${product} is no longer sold`,
    },
    completed: {
      title: 'Order completed, term started',
      settled: 'Order completed',
      text: (from: string, to: string) => `Term: ${from} to ${to}.`,
    },
  },
)

/** The entries about a whole order. */
export const orderTellers: OrderTellers<typeof orderFacts> = {
  'order.submitted': (fact, teller) =>
    fact.data.total && {
      tone: 'plain',
      icon: 'receipt',
      title: texts.in(teller.language).submitted.title(formatAmount(fact.data.total)),
      body: <Submitted fact={fact} teller={teller} />,
    },
  'order.paid': ({ data: { amount, balanceAfter } }, { language }) => {
    const { paid } = texts.in(language)
    const said = balanceAfter ? paid.text(formatAmount(balanceAfter)) : paid.textWithoutBalance
    return (
      amount && { tone: 'ok', icon: 'wallet', title: paid.title(formatAmount(amount)), body: <p>{said}</p> }
    )
  },
  'order.cancelled': (fact, teller) => {
    const { cancelled } = texts.in(teller.language)
    const { by, why, product } = fact.data
    // A seller of something else in the order is not told the name of the product.
    const stopped = product ? pickText(product, teller.language) : cancelled.somethingOfIt
    const title = why ? cancelled[why](stopped) : cancelled[by]
    return { tone: 'plain', icon: 'x', title, body: describeWhom(fact, teller) }
  },
  /** R61 */
  'order.stock_released': (_fact, { language }) => {
    const { stockReleased } = texts.in(language)
    return { tone: 'plain', icon: 'clock', title: stockReleased.title, body: <p>{stockReleased.text}</p> }
  },
  /** The term of a renewal may begin long after its order is completed. */
  'order.completed': ({ at: completedAt, data: { startsAt, endsAt } }, teller) => {
    const { completed } = texts.in(teller.language)
    const at = (time: string): string => formatTime(time, teller)
    const isTerm = startsAt !== undefined && endsAt !== undefined
    return {
      tone: 'ok',
      icon: 'check',
      title: isTerm && fromIso(startsAt) <= fromIso(completedAt) ? completed.title : completed.settled,
      body: isTerm && <p>{completed.text(at(startsAt), at(endsAt))}</p>,
    }
  },
}

function Submitted({ fact, teller }: { readonly fact: FactOf<'order.submitted'>; readonly teller: Teller }) {
  const { language } = teller
  const { trial } = texts.in(language).submitted
  const comma = language === 'zh-CN' ? '，' : ', '
  const { lines = [] } = fact.data
  return (
    <>
      {lines.map((line, index) => (
        <p className="line" key={index}>
          {[
            `${pickText(line.name, language)} × ${formatCount(line.quantity)}`,
            line.trialDays === undefined
              ? formatTerm(line.periodCount, line.period, language)
              : trial(formatCount(line.trialDays)),
          ].join(comma)}
        </p>
      ))}
      {describeWhom(fact, teller)}
    </>
  )
}
