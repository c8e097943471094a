import type { fulfilmentFacts } from '@loggia/protocol/console/fulfilment/facts'
import { defineTexts } from '@loggia/ui'
import type { FactOf } from './fact.ts'
import { describeWhom } from './teller.tsx'
import type { Look, OrderTellers, Teller, Told } from './teller.tsx'

const texts = defineTexts(
  {
    delivery: {
      'delivery.made': '商家已交付，等待买家验收',
      'delivery.accepted': '买家已验收',
      'delivery.rejected': '买家验收不通过，退回商家',
      'delivery.refunded': '运营人员终止交付并退款',
      file: (name: string) => `交付凭证：${name}`,
    },
    change: {
      applied: '商家已完成变更',
      failed: '商家未完成变更',
      failedText: '服务保持不变，款项退回账户余额。',
    },
  },
  {
    delivery: {
      'delivery.made': 'Delivered by the seller, awaiting acceptance',
      'delivery.accepted': 'Accepted by the buyer',
      'delivery.rejected': 'Rejected by the buyer, back with the seller',
      'delivery.refunded': 'Delivery ended and refunded by an operator',
      file: (name: string) => `Proof of delivery: ${name}`,
    },
    change: {
      applied: 'Change applied by the seller',
      failed: 'Change not applied by the seller',
      failedText: 'The service stays as it was. The payment is refunded to the balance.',
    },
  },
)
/** The names in the audit log. */
export const fulfilmentNames = defineTexts<{ readonly [K in keyof typeof fulfilmentFacts]: string }>(
  {
    'delivery.made': '商家交付',
    'delivery.accepted': '买家验收',
    'delivery.rejected': '买家退回交付',
    'delivery.refunded': '运营人员终止交付并退款',
    'change.applied': '商家完成变更',
    'change.failed': '商家未完成变更',
  },
  {
    'delivery.made': 'Delivered by the seller',
    'delivery.accepted': 'Delivery accepted by the buyer',
    'delivery.rejected': 'Delivery rejected by the buyer',
    'delivery.refunded': 'Delivery ended and refunded by an operator',
    'change.applied': 'Change applied by the seller',
    'change.failed': 'Change not applied by the seller',
  },
)

type OfDelivery = FactOf<'delivery.made' | 'delivery.accepted' | 'delivery.rejected' | 'delivery.refunded'>

/** What people did with a delivery, with their reasons, and the results of changes. */
export const fulfilmentTellers: OrderTellers<typeof fulfilmentFacts> = {
  'delivery.made': (fact, teller) =>
    describeDelivery(fact, teller, { look: ['call', 'doc'], said: fact.data.note, file: fact.data.file }),
  'delivery.accepted': (fact, teller) => describeDelivery(fact, teller, { look: ['ok', 'check'] }),
  'delivery.rejected': (fact, teller) =>
    describeDelivery(fact, teller, { look: ['warn', 'undo'], said: fact.data.reason }),
  'delivery.refunded': (fact, teller) =>
    describeDelivery(fact, teller, { look: ['bad', 'x'], said: fact.data.reason }),
  'change.applied': (_fact, { language }) => ({
    tone: 'ok',
    icon: 'up',
    title: texts.in(language).change.applied,
  }),
  'change.failed': (_fact, { language }) => {
    const { failed, failedText } = texts.in(language).change
    return { tone: 'bad', icon: 'x', title: failed, body: <p>{failedText}</p> }
  },
}

type Saying = {
  readonly look: Look
  readonly said?: string | undefined
  readonly file?: string | undefined
}

function describeDelivery(
  fact: OfDelivery,
  teller: Teller,
  { look: [tone, icon], said, file }: Saying,
): Told {
  const { delivery } = texts.in(teller.language)
  return {
    tone,
    icon,
    title: delivery[fact.kind],
    body: (
      <>
        {file !== undefined && <p>{delivery.file(file)}</p>}
        {said !== undefined && <p className="prose">{said}</p>}
        {describeWhom(fact, teller)}
      </>
    ),
  }
}
