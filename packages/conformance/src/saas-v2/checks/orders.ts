import type { Check } from '../../engine/check.ts'
import { changedQuantity } from '../../orders/book.ts'
import { judgeAskedAfter, createOrderChecks, createOrigin, orderGroup } from '../../orders/checks.ts'
import { askAbout, firstOpening, mainInstance, toRenew, upgradeStep } from '../steps.ts'
import { limitToActivity } from './of-activity.ts'

const changedRenewal = askAbout('a refreshInstance that changes the quantity', 'refreshInstance', {
  about: toRenew,
  more: { scene: 'RENEWAL_CHANGE' },
})

const protocol = 'SaaS V2.0'

/** Whether a seller queries what was bought; judged only if the run answers the order query. */
export const orderChecks: readonly Check[] = [
  ...createOrderChecks({
    prefix: 'v2',
    protocol,
    source: 'saas-v2 §3.1',
    opening: firstOpening,
    instance: mainInstance,
  }),
  ...limitToActivity('refreshInstance', [
    {
      id: 'v2.orders.renewal',
      title: 'The order of a renewal that changes the quantity is queried',
      level: 'must',
      group: orderGroup,
      source: 'saas-v2 §3.4; open-apis §3.3',
      fix: `${createOrigin(protocol)}: the new quantity of a RENEWAL_CHANGE is only in its order.`,
      judge: judgeAskedAfter(changedRenewal, changedQuantity),
    },
  ]),
  ...limitToActivity('upgradeInstance', [
    {
      id: 'v2.orders.upgrade',
      title: 'The order of an upgrade is queried',
      level: 'must',
      group: orderGroup,
      source: 'saas-v2 §3.1, §3.7',
      fix: `${createOrigin(protocol)}: the result of an upgrade is only in its order.`,
      judge: judgeAskedAfter(upgradeStep, changedQuantity),
    },
  ]),
]
