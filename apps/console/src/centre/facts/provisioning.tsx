import type { provisioningFacts } from '@loggia/protocol/console/provisioning/facts'
import { CopyText, defineTexts, formatTime } from '@loggia/ui'
import type { FactOf } from './fact.ts'
import type { Look, OrderTellers, Told } from './teller.tsx'

const texts = defineTexts(
  {
    openingStarted: {
      title: '开始开通',
      text: (time: string) => `已请求商家开通，截止 ${time}。逾期未开通，自动全额退款。`,
    },
    accepted: { title: '商家已受理，正在开通', text: '实例 ID' },
    opened: { title: '商家已开通实例', text: '实例 ID' },
    failed: {
      title: '开通失败',
      window_over: '商家未在截止时间前完成开通。',
      text: (reason: string) => `原因：${reason}`,
    },
    released: { title: '商家已释放实例', text: '实例 ID' },
    orphan: {
      title: '商家可能留有未使用的实例',
      text: '开通请求没有得到结果，商家可能已创建实例但没有返回实例 ID，须由商家核对并清理。',
    },
    orphanFound: { title: '收到迟到的响应，正在释放多余的实例', text: '订单已不再需要此实例，实例 ID' },
    second: { title: '商家返回了另一个实例 ID', text: '服务使用先返回的实例，另一个实例 ID' },
    unaddressed: { title: '商家未返回访问地址', text: '服务已开通，访问方式由商家另行告知。实例 ID' },
    shared: { title: '未通知商家释放、冻结、解冻或缩短服务期', text: '另一个服务也使用此实例 ID' },
    renewal: {
      told: (until: string) => `商家已确认新的到期时间 ${until}`,
      unconfirmed: '商家未确认新的到期时间',
      unconfirmedText: '已支付的服务期不受影响，运营人员正在跟进。',
    },
  },
  {
    openingStarted: {
      title: 'Activation started',
      text: (time: string) =>
        `The seller has until ${time} to activate the service. After that, the order is refunded in full automatically.`,
    },
    accepted: { title: 'Accepted by the seller, activation in progress', text: 'Instance ID' },
    opened: { title: 'Instance activated by the seller', text: 'Instance ID' },
    failed: {
      title: 'Activation failed',
      window_over: 'The seller did not activate the service before the deadline.',
      text: (reason: string) => `Reason: ${reason}`,
    },
    released: { title: 'Instance released by the seller', text: 'Instance ID' },
    orphan: {
      title: 'The seller may have an unused instance',
      text: 'The activation had no result, so the seller may have created an instance without returning its ID. The seller has to check and delete it.',
    },
    orphanFound: {
      title: 'Late response received, extra instance being released',
      text: 'The order no longer needs this instance. Instance ID',
    },
    second: {
      title: 'The seller returned a second instance ID',
      text: 'The service uses the first one. The other instance ID',
    },
    unaddressed: {
      title: 'No URL from the seller',
      text: 'The service is active. The seller tells the buyer how to access it. Instance ID',
    },
    shared: {
      title: 'The seller was not told to release, freeze, unfreeze or shorten the service',
      text: 'Another service uses the same instance ID',
    },
    renewal: {
      told: (until: string) => `New expiry date confirmed by the seller: ${until}`,
      unconfirmed: 'New expiry date not confirmed by the seller',
      unconfirmedText: 'The paid term is not affected. An operator is following up.',
    },
  },
)
/** The names in the audit log of facts that the timeline tells with a date. */
export const provisioningNames = defineTexts<{
  readonly [K in 'renewal.told' | 'renewal.unconfirmed']: string
}>(
  {
    'renewal.told': '商家确认续费',
    'renewal.unconfirmed': '商家未确认续费',
  },
  {
    'renewal.told': 'Renewal confirmed by the seller',
    'renewal.unconfirmed': 'Renewal not confirmed by the seller',
  },
)

/** How a service is opened, renewed and released by its seller. */
export const provisioningTellers: OrderTellers<typeof provisioningFacts> = {
  'opening.started': ({ data }, teller) => {
    const { title, text } = texts.in(teller.language).openingStarted
    return { tone: 'plain', icon: 'play', title, body: <p>{text(formatTime(data.until, teller))}</p> }
  },
  'opening.failed': ({ data: { reason } }, { language }) => {
    const { title, text, window_over } = texts.in(language).failed
    const because = !reason || reason === 'window_over' ? window_over : text(reason)
    return { tone: 'bad', icon: 'x', title, body: <p>{because}</p> }
  },
  'instance.accepted': (fact, teller) =>
    describeInstance(fact, ['call', 'clock'], texts.in(teller.language).accepted),
  'instance.opened': (fact, teller) =>
    describeInstance(fact, ['ok', 'server'], texts.in(teller.language).opened),
  'instance.released': (fact, teller) =>
    describeInstance(fact, ['plain', 'trash'], texts.in(teller.language).released),
  'instance.orphan_found': (fact, teller) =>
    describeInstance(fact, ['warn', 'alert'], texts.in(teller.language).orphanFound),
  'instance.second': (fact, teller) =>
    describeInstance(fact, ['warn', 'alert'], texts.in(teller.language).second),
  'instance.unaddressed': (fact, teller) =>
    describeInstance(fact, ['warn', 'alert'], texts.in(teller.language).unaddressed),
  'instance.shared': (fact, teller) =>
    describeInstance(fact, ['warn', 'alert'], texts.in(teller.language).shared),
  'instance.orphan_possible': (_fact, { language }) => {
    const { title, text } = texts.in(language).orphan
    return { tone: 'warn', icon: 'alert', title, body: <p>{text}</p> }
  },
  'renewal.told': ({ data }, teller) => ({
    tone: 'ok',
    icon: 'check',
    title: texts.in(teller.language).renewal.told(formatTime(data.endsAt, teller)),
  }),
  'renewal.unconfirmed': (_fact, { language }) => {
    const { unconfirmed, unconfirmedText } = texts.in(language).renewal
    return { tone: 'warn', icon: 'alert', title: unconfirmed, body: <p>{unconfirmedText}</p> }
  },
}

type Named = FactOf<
  | 'instance.accepted'
  | 'instance.opened'
  | 'instance.released'
  | 'instance.orphan_found'
  | 'instance.second'
  | 'instance.unaddressed'
  | 'instance.shared'
>

/** An entry about an instance, with the seller's id of it. */
function describeInstance(
  { data: { reference } }: Named,
  [tone, icon]: Look,
  { title, text }: { readonly title: string; readonly text: string },
): Told {
  const body = reference && (
    <p>
      {text} <CopyText value={reference} label={text} />
    </p>
  )
  return { tone, icon, title, body }
}
