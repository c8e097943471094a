import type { fulfilmentFacts } from '@loggia/protocol/console/fulfilment/facts'
import { defineTexts } from '@loggia/ui'
import type { OrderTellers } from './teller.tsx'

const texts = defineTexts(
  {
    applied: '商家已完成变更',
    failed: '商家未完成变更',
    failedText: '服务保持不变，款项退回账户余额。',
  },
  {
    applied: 'Change applied by the seller',
    failed: 'Change not applied by the seller',
    failedText: 'The service stays as it was. The payment is refunded to the balance.',
  },
)
/** The names in the audit log. */
export const fulfilmentNames = defineTexts<{ readonly [K in keyof typeof fulfilmentFacts]: string }>(
  {
    'change.applied': '商家完成变更',
    'change.failed': '商家未完成变更',
  },
  {
    'change.applied': 'Change applied by the seller',
    'change.failed': 'Change not applied by the seller',
  },
)

/** The results of changes. */
export const fulfilmentTellers: OrderTellers<typeof fulfilmentFacts> = {
  'change.applied': (_fact, { language }) => ({
    tone: 'ok',
    icon: 'up',
    title: texts.in(language).applied,
  }),
  'change.failed': (_fact, { language }) => {
    const { failed, failedText } = texts.in(language)
    return { tone: 'bad', icon: 'x', title: failed, body: <p>{failedText}</p> }
  },
}
