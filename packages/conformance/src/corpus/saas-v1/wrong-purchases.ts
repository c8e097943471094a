import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { failLater } from '../failing-later.ts'
import { carryOut } from './right.ts'
import type { Shop } from './right.ts'
import type { Message } from './tables.ts'
import { changeAnswers, createWrongSellers, toIds, overlookFaults, refuseIf } from './wrong.ts'
import type { Wrong } from './wrong.ts'

const isPurchase = ({ activity }: Readonly<Record<string, string>>): boolean => activity === 'newInstance'

const repeats: readonly Wrong[] = [
  {
    name: 'is-sold-out',
    defect: 'It refuses every purchase as sold out',
    found: ['v1.new.accepted'],
    change: refuseIf(isPurchase, '000106'),
  },
  {
    name: 'opens-later',
    defect: 'It answers 000004 to a purchase, and 000000 when it is asked again',
    found: ['v1.new.at-once'],
    change: () => ({ isReady: ({ asked }) => asked > 1 }),
  },
  {
    name: 'names-no-instance',
    defect: 'It accepts purchases without an instanceId',
    found: ['v1.new.id.present'],
    change: changeAnswers('newInstance', ({ instanceId: _id, ...reply }) => reply),
  },
  {
    name: 'has-long-ids',
    defect: 'It returns IDs of 72 characters',
    found: ['v1.new.id.length'],
    change: (right) => ({
      newId: () => randomUUID() + randomUUID(),
      ...overlookFaults((fault, { activity }) => fault === 'instanceId' && activity !== 'queryInstance')(
        right,
      ),
    }),
  },
  {
    name: 'has-ids-with-a-comma',
    defect: 'It returns IDs with a comma',
    found: ['v1.new.id.comma'],
    also: [
      ...toIds('v1.query', 'accepted hundred partly several test-flag.0 test-flag.1'),
      'v1.new.kept.query',
    ],
    change: () => ({ newId: () => randomUUID().replace('-', ',') }),
  },
  {
    name: 'refuses-repeats',
    defect: 'It answers a repeat of a purchase with “bought before”',
    found: ['v1.new.repeat.accepted'],
    change: (right) =>
      refuseIf(
        (message, shop) => isPurchase(message) && shop.byOrder.has(right.orderOf(message)),
        '000103',
      )(right),
  },
  {
    name: 'goes-by-business-id',
    defect: 'It recognises a repeat by its businessId, which differs in every call',
    found: ['v1.new.repeat.same-id'],
    also: [
      'v1.new.pay-per-use.repeat',
      'v1.new.repeat.concurrent',
      'v1.new.repeat.same-account',
      'v1.new.repeat.same-address',
      'v1.new.repeat.same-flag',
      'v1.upgrade.same-id',
    ],
    change: () => ({ orderOf: ({ businessId = '' }) => businessId }),
  },
  {
    name: 'goes-by-the-flag',
    defect: 'It treats a purchase with testFlag 0 as different from one without it',
    found: ['v1.new.repeat.same-flag'],
    change: (right) => ({
      orderOf: (message) => right.orderOf(message) + String(message['testFlag']),
    }),
  },
  {
    name: 'has-an-address-a-call',
    defect: 'It returns a different frontEndUrl each time',
    found: ['v1.new.repeat.same-address', 'v1.query.same-address'],
    change: (right) => ({
      appInfoOf: (instance, parts) => ({
        ...right.appInfoOf(instance, parts),
        frontEndUrl: `https://app.example/${randomUUID()}`,
      }),
    }),
  },
  {
    name: 'has-a-password-a-call',
    defect: 'It generates a new password each time',
    found: ['v1.new.repeat.same-account'],
    change: (right) => ({
      appInfoOf: (instance, parts) => ({
        ...right.appInfoOf(instance, parts),
        password: parts.seal(randomUUID()),
      }),
    }),
  },
  {
    name: 'races-itself',
    defect: 'It looks up an instance, waits a little and creates one, without a lock',
    found: ['v1.new.repeat.concurrent'],
    change: () => ({
      async carryOut(message, shop, parts) {
        const known = shop.byOrder.has(parts.orderOf(message))
        if (!isPurchase(message) || known) return carryOut(message, shop, parts)
        await pause(100)
        shop.byOrder.delete(parts.orderOf(message))
        return carryOut(message, shop, parts)
      },
    }),
  },
  {
    name: 'cuts-orders',
    defect: 'It recognises an order by the first seventeen characters of its id',
    found: ['v1.new.other-order'],
    change: (right) => ({
      orderOf: (message) => right.orderOf({ ...message, orderId: (message['orderId'] ?? '').slice(0, 17) }),
    }),
  },
  {
    name: 'forgets-pay-per-use',
    defect: 'It recognises a pay-per-use purchase by its businessId',
    found: ['v1.new.pay-per-use.repeat'],
    change: (right) => ({
      orderOf: (message) =>
        message['chargingMode'] === '0' ? (message['businessId'] ?? '') : right.orderOf(message),
    }),
  },
  {
    name: 'goes-by-order-alone',
    defect: 'It recognises a pay-per-use purchase by its orderId alone',
    found: ['v1.new.pay-per-use.other-product'],
    change: () => ({ orderOf: ({ orderId = '' }) => orderId }),
  },
]

/** Refuses one kind of purchase that the marketplace makes. */
const narrow = (isOdd: (message: Readonly<Record<string, string>>) => boolean): Wrong['change'] =>
  refuseIf((message) => isPurchase(message) && isOdd(message), '000002')

const kept = toIds('v1.new.kept', 'refresh query release')
const hasApostrophe = ({ customerName = '' }: Message): boolean => customerName.includes("'")
const isNew = (message: Message, { byOrder }: Shop): boolean =>
  isPurchase(message) && !byOrder.has(JSON.stringify([message['orderId']]))

/** Confirms new purchases of one kind, but does not store them. */
const losing =
  (isLost: (message: Message) => boolean): Wrong['change'] =>
  (right) => ({
    carryOut: async (message, shop, parts) => {
      const isLoss = isNew(message, shop) && isLost(message)
      const reply = await right.carryOut(message, shop, parts)
      if (isLoss) {
        shop.byOrder.delete(right.orderOf(message))
        shop.byId.delete(String(reply['instanceId']))
      }
      return reply
    },
  })

const decodeText = (text: string): string => Buffer.from(text, 'base64').toString('utf8')

const kinds: readonly Wrong[] = [
  {
    name: 'wants-a-charging-mode',
    defect: 'It requires chargingMode',
    found: ['v1.new.least'],
    also: ['v1.new.captured'],
    change: narrow(({ chargingMode }) => chargingMode === undefined),
  },
  {
    name: 'knows-no-disk',
    defect: 'It refuses a purchase with diskSize',
    found: ['v1.new.all'],
    change: narrow(({ diskSize }) => diskSize !== undefined),
  },
  {
    name: 'wants-a-sku',
    defect: 'It requires skuCode',
    found: ['v1.new.captured'],
    change: narrow(({ skuCode }) => skuCode === undefined),
  },
  {
    name: 'wants-a-customer-name',
    defect: 'It requires customerName',
    found: ['v1.new.no-customer-name'],
    change: narrow(({ customerName }) => customerName === undefined),
  },
  {
    name: 'knows-no-test-flag',
    defect: 'It refuses every message with testFlag',
    found: toIds(
      'v1',
      'new.test-flag.0 new.test-flag.1 refresh.test-flag.0 refresh.test-flag.1 query.test-flag.0 query.test-flag.1',
    ),
    also: toIds('v1', 'new.all new.captured release.returned status.normal.open upgrade.quantities'),
    change: refuseIf(({ testFlag }) => testFlag !== undefined, '000002'),
  },
  {
    name: 'knows-no-trial-flag',
    defect: 'It refuses purchases with trialFlag',
    found: ['v1.new.trial-flag.0', 'v1.new.trial-flag.1'],
    also: ['v1.new.all'],
    change: narrow(({ trialFlag }) => trialFlag !== undefined),
  },
  {
    name: 'sells-nothing-for-ever',
    defect: 'It refuses chargingMode 3',
    found: ['v1.new.charging-mode.once'],
    change: narrow(({ chargingMode }) => chargingMode === '3'),
  },
  {
    name: 'sells-by-the-year',
    defect: 'It refuses every periodType but year',
    found: ['v1.new.period-type.month', 'v1.new.period-type.day'],
    change: narrow(({ periodType = 'year' }) => periodType !== 'year'),
  },
  {
    name: 'gives-nothing-away',
    defect: 'It refuses a free purchase',
    found: ['v1.new.order-amount.zero'],
    change: narrow(({ orderAmount }) => orderAmount === '0'),
  },
  {
    name: 'breaks-at-an-apostrophe',
    defect: 'It fails at a purchase with an apostrophe, as an SQL statement does',
    found: ['v1.new.apostrophe'],
    change: refuseIf((message, shop) => isNew(message, shop) && hasApostrophe(message)),
  },
  {
    name: 'loses-an-apostrophe',
    defect: 'It acknowledges a purchase with an apostrophe in it, but does not store it',
    found: kept,
    change: losing(hasApostrophe),
  },
  {
    name: 'keeps-years-only',
    defect: 'It acknowledges every purchase, but stores only those of whole years',
    found: kept,
    change: losing(({ periodType }) => periodType !== 'year'),
  },
  {
    name: 'keeps-one-product-an-order',
    defect: 'It acknowledges another product of a pay-per-use order, but does not store it',
    found: toIds('v1.new.kept', 'query release'),
    change: losing(({ productId = '' }) => productId.endsWith('2')),
  },
  {
    name: 'renews-years-only',
    defect: 'It sells months and days, but renews only years',
    found: ['v1.new.kept.refresh'],
    change: failLater('refreshInstance', ({ periodType = 'year' }: Message) => periodType !== 'year'),
  },
  {
    name: 'tells-at-no-apostrophe',
    defect: 'It fails at a query about a customer whose name has an apostrophe in it',
    found: ['v1.new.kept.query'],
    change: failLater('queryInstance', hasApostrophe),
  },
  {
    name: 'releases-at-no-apostrophe',
    defect: 'It fails at the release for a customer whose name has an apostrophe in it',
    found: ['v1.new.kept.release'],
    change: failLater('releaseInstance', hasApostrophe),
  },
  {
    name: 'releases-no-pay-per-use',
    defect: 'It fails at the release of a pay-per-use purchase',
    found: ['v1.new.kept.release'],
    change: failLater('releaseInstance', ({ chargingMode }: Message) => chargingMode === '0'),
  },
  {
    name: 'reads-extensions-as-ascii',
    defect: 'It refuses Chinese in saasExtendParams',
    found: ['v1.new.extend-params.chinese'],
    change: narrow(({ saasExtendParams = '' }) => /[^\u0020-\u007e]/.test(decodeText(saasExtendParams))),
  },
  {
    name: 'keeps-short-extensions',
    defect: 'It stores only 1024 characters of saasExtendParams',
    found: ['v1.new.extend-params.longest'],
    change: narrow(({ saasExtendParams = '' }) => saasExtendParams.length > 1024),
  },
  {
    name: 'keeps-short-ids',
    defect: 'It stores only 50 characters of IDs',
    found: ['v1.new.longest'],
    change: narrow(({ orderId = '', customerId = '' }) => orderId.length > 50 || customerId.length > 50),
  },
]

export const wrongPurchases = createWrongSellers([...repeats, ...kinds])
