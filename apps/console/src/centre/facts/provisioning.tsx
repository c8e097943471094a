import type { provisioningFacts } from '@loggia/protocol/console/provisioning/facts'
import { CopyText, defineTexts, formatTime } from '@loggia/ui'
import type { FactOf } from './fact.ts'
import type { Look, OrderTellers, Told } from './teller.tsx'

const texts = defineTexts(
  {
    openingStarted: {
      title: '开始开通',
      text: (time: string) => `向商家请求开通，最迟 ${time}，届时仍未开通则全额退款。`,
    },
    accepted: { title: '商家已受理，异步开通', text: '实例号' },
    opened: { title: '商家已开通实例', text: '实例号' },
    failed: {
      title: '没有开通成功',
      window_over: '到期限时商家仍未开通。',
      text: (reason: string) => `原因：${reason}`,
    },
    released: { title: '商家已释放实例', text: '实例号' },
    orphan: {
      title: '商家处可能留有实例',
      text: '开通请求没有得到结果，商家可能已经建立实例但没有返回实例号。需由商家核对并清理。',
    },
    orphanFound: { title: '迟到的应答返回了实例，正在释放', text: '订单已不再等待它，实例号' },
    second: { title: '商家返回了另一个实例号', text: '服务使用先返回的那一个；另一个实例号' },
    unaddressed: { title: '商家没有返回访问地址', text: '服务已开通，访问方式由商家另行告知。实例号' },
    shared: { title: '没有通知商家释放、冻结或缩短服务期', text: '另一个服务也在使用这个实例号' },
    renewal: {
      told: (until: string) => `商家已确认新的到期日 ${until}`,
      unconfirmed: '商家没有确认新的到期日',
      unconfirmedText: '已付款的服务期仍然算数，运营在跟进。',
    },
  },
  {
    openingStarted: {
      title: 'Opening started',
      text: (time: string) =>
        `The seller is asked to open the service. If it is not open by ${time}, the whole amount is returned.`,
    },
    accepted: { title: 'Accepted by the seller, opening in progress', text: 'Instance ID' },
    opened: { title: 'Instance opened by the seller', text: 'Instance ID' },
    failed: {
      title: 'The service was not opened',
      window_over: 'The seller had not opened it when the time was over.',
      text: (reason: string) => `Reason: ${reason}`,
    },
    released: { title: 'Instance released by the seller', text: 'Instance ID' },
    orphan: {
      title: 'An instance may be left at the seller',
      text: 'Asking to open came to no result: the seller may have made an instance without returning its ID. The seller has to check and clear it.',
    },
    orphanFound: {
      title: 'A late answer named an instance, which is being released',
      text: 'The order waits for it no more; instance ID',
    },
    second: {
      title: 'The seller named another instance',
      text: 'The service uses the one that was named first; the other instance ID',
    },
    unaddressed: {
      title: 'Opened without an address',
      text: 'The service is open; its seller tells the buyer how to use it. Instance ID',
    },
    shared: {
      title: 'The seller was not told to release, freeze or shorten it',
      text: 'Another service goes by the same instance ID',
    },
    renewal: {
      told: (until: string) => `The seller confirmed the new expiry, ${until}`,
      unconfirmed: 'The seller did not confirm the new expiry',
      unconfirmedText: 'The time that was paid for holds all the same; an operator sees to it.',
    },
  },
)
/** The names in the record of changes of facts that the time line tells with a date. */
export const provisioningNames = defineTexts<{
  readonly [K in 'renewal.told' | 'renewal.unconfirmed']: string
}>(
  {
    'renewal.told': '通知商家续费',
    'renewal.unconfirmed': '商家未确认续费',
  },
  {
    'renewal.told': 'Seller told of a renewal',
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
