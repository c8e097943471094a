import { failLater } from '../failing-later.ts'
import type { Parts, Shop } from '../saas-v1/right.ts'
import type { Message } from '../saas-v1/tables.ts'
import { isActivity, refuseIf, toIds } from '../saas-v1/wrong.ts'
import type { Wrong } from '../saas-v1/wrong.ts'
import { findMachine } from './right.ts'

const prefix = 'license-v1'
const isPurchase = isActivity('getLicense')

/** Refuses one kind of purchase that the marketplace makes. */
const narrow = (isOdd: (message: Message) => boolean): Wrong['change'] =>
  refuseIf((message) => isPurchase(message) && isOdd(message), '000002')

const isNew = (message: Message, { byOrder }: Shop): boolean =>
  isPurchase(message) && !byOrder.has(message['orderId'] ?? '')
const hasApostrophe = ({ customerName = '' }: Message): boolean => customerName.includes("'s")

/** Confirms new purchases of one kind, but does not store them. */
const losing =
  (isLost: (message: Message) => boolean): Wrong['change'] =>
  (right) => ({
    carryOut: async (message, shop, parts) => {
      const isLoss = isNew(message, shop) && isLost(message)
      const reply = await right.carryOut(message, shop, parts)
      if (isLoss) shop.byId.delete(String(reply['instanceId']))
      return reply
    },
  })

const kept = toIds(`${prefix}.get.kept`, 'refresh release')

/** Sellers that refuse or lose one kind of purchase. */
export const purchaseDefects: readonly Wrong[] = [
  {
    name: 'wants-a-charging-mode',
    defect: 'It requires chargingMode',
    found: [`${prefix}.get.least`],
    change: narrow(({ chargingMode }) => chargingMode === undefined),
  },
  {
    name: 'knows-no-amount',
    defect: 'It refuses a purchase with amount',
    found: [`${prefix}.get.all`],
    change: narrow(({ amount }) => amount === '30'),
  },
  {
    name: 'wants-a-sku',
    defect: 'It requires skuCode',
    found: [`${prefix}.get.captured`],
    also: [...toIds(`${prefix}.get`, 'least charging-mode.once')],
    change: narrow(({ skuCode }) => skuCode === undefined),
  },
  {
    name: 'wants-a-customer-name',
    defect: 'It requires customerName',
    found: [`${prefix}.get.no-customer-name`],
    also: [...toIds(`${prefix}.get`, 'least charging-mode.once')],
    change: narrow(({ customerName }) => customerName === undefined),
  },
  {
    name: 'knows-no-test-flag',
    defect: 'It refuses every message with testFlag',
    found: toIds(
      prefix,
      'get.test-flag.0 get.test-flag.1 refresh.test-flag.0 refresh.test-flag.1 release.test-flag.1',
    ),
    spreads: true,
    change: refuseIf(({ testFlag }) => testFlag !== undefined, '000002'),
  },
  {
    name: 'sells-nothing-for-ever',
    defect: 'It refuses chargingMode 3',
    found: [`${prefix}.get.charging-mode.once`],
    change: narrow(({ chargingMode }) => chargingMode === '3'),
  },
  {
    name: 'sells-by-the-year',
    defect: 'It refuses every periodType but year',
    found: [`${prefix}.get.period-type.month`],
    change: narrow(({ periodType = 'year' }) => periodType === 'month'),
  },
  {
    name: 'breaks-at-an-apostrophe',
    defect: 'It fails at a purchase with an apostrophe, as an SQL statement does',
    found: [`${prefix}.get.apostrophe`],
    change: refuseIf((message, shop) => isNew(message, shop) && hasApostrophe(message)),
  },
  {
    name: 'reads-machines-as-words',
    defect: 'It refuses an identification code with special characters',
    found: [`${prefix}.get.machine.signs`],
    change: narrow((message) => /[ *~+!'()]/.test(findMachine(message) ?? '')),
  },
  {
    name: 'reads-machines-as-ascii',
    defect: 'It refuses Chinese in an identification code',
    found: [`${prefix}.get.machine.chinese`],
    change: narrow((message) => /[^\u0020-\u007e]/.test(findMachine(message) ?? '')),
  },
  {
    name: 'reads-the-first-parameter',
    defect: 'It takes the first purchase parameter for the identification code, and refuses another one',
    found: [`${prefix}.get.machine.among-others`],
    change: narrow(({ saasExtendParams = '' }) =>
      Buffer.from(saasExtendParams, 'base64').toString('utf8').startsWith('[{"name":"idNum"'),
    ),
  },
  {
    name: 'keeps-short-ids',
    defect: 'It stores only 50 characters of IDs',
    found: [`${prefix}.get.longest`],
    change: narrow(({ orderId = '', customerId = '' }) => orderId.length > 50 || customerId.length > 50),
  },
  {
    name: 'loses-an-apostrophe',
    defect: 'It acknowledges a purchase with an apostrophe in it, but does not store it',
    found: kept,
    change: losing(hasApostrophe),
  },
  {
    name: 'renews-years-only',
    defect: 'It sells months, but renews only years',
    found: [`${prefix}.get.kept.refresh`],
    change: failLaterAt('refreshLicense', ({ periodType = 'year' }) => periodType !== 'year'),
  },
  {
    name: 'releases-no-apostrophe',
    defect: 'It fails at the release for a customer whose name has an apostrophe in it',
    found: [`${prefix}.get.kept.release`],
    change: failLaterAt('releaseLicense', hasApostrophe),
  },
]

function failLaterAt(
  activity: string,
  isOdd: (message: Message) => boolean,
): (right: Parts) => Partial<Parts> {
  return failLater(activity, isOdd)
}
