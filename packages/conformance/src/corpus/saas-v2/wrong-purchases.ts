import { failLater } from '../failing-later.ts'
import type { Message } from './right.ts'
import { carryOutOtherwise, findInstance, internalError, createWrongSellers } from './wrong.ts'
import type { Wrong } from './wrong.ts'

type Kind = (purchase: Message) => boolean

const isSecondLine: Kind = ({ orderLineId }) => String(orderLineId).endsWith('-000002')
const hasLongIds: Kind = ({ orderLineId }) => String(orderLineId).length > 60
const hasMore: Kind = (purchase) => 'zone' in purchase

/** Confirms purchases of one kind, but does not store them. */
const losing = (isLost: Kind): Wrong['change'] =>
  carryOutOtherwise('newInstance', async (message, shop, parts, right) => {
    const reply = await right.carryOut(message, shop, parts)
    if (isLost(message)) shop.byId.delete(String(reply['instanceId']))
    return reply
  })

const kept = ['v2.new.kept', 'v2.new.kept.refresh', 'v2.new.kept.release'] as const

const lost: readonly Wrong[] = [
  {
    name: 'keeps-one-line-an-order',
    defect: 'It acknowledges another line of an order, but does not store it',
    found: [...kept],
    also: ['v2.release.other-line'],
    change: losing(isSecondLine),
  },
  {
    name: 'loses-long-ids',
    defect: 'It acknowledges a purchase with IDs of 64 characters, but does not store it',
    found: [...kept],
    change: losing(hasLongIds),
  },
  {
    name: 'loses-unknown-members',
    defect: 'It acknowledges a purchase with an unknown field, but does not store it',
    found: [...kept],
    change: losing(hasMore),
  },
]

const failing: readonly Wrong[] = [
  {
    name: 'renews-first-lines-only',
    defect: 'It sells every line of an order, but renews only the first',
    found: ['v2.new.kept.refresh'],
    change: failLater('refreshInstance', isSecondLine),
  },
  {
    name: 'renews-by-short-ids',
    defect: 'It stores only 60 characters of IDs for renewals',
    found: ['v2.new.kept.refresh'],
    change: failLater('refreshInstance', hasLongIds),
  },
  {
    name: 'tells-of-short-ids',
    defect: 'It fails at a query about a purchase with IDs of 64 characters',
    found: ['v2.new.kept'],
    change: failLater('queryInstance', hasLongIds),
  },
  {
    name: 'releases-first-lines-only',
    defect: 'It sells every line of an order, but releases only the first',
    found: ['v2.new.kept.release'],
    change: failLater('releaseInstance', isSecondLine),
  },
  {
    name: 'releases-no-unknown-members',
    defect: 'It fails at the release of what was bought with an unknown field',
    found: ['v2.new.kept.release'],
    change: failLater('releaseInstance', hasMore),
  },
  {
    name: 'releases-by-line',
    defect: 'It fails at a release where another order has a line with the same number',
    found: ['v2.new.kept.release'],
    change: carryOutOtherwise('releaseInstance', (message, shop, parts, right) => {
      const lineOf = (line: string): unknown => (JSON.parse(line) as unknown[])[1]
      const own = lineOf(findInstance(message, shop)?.line ?? '[]')
      const all = [...shop.byId.values()].filter(({ line }) => lineOf(line) === own)
      return all.length > 1 ? internalError : right.carryOut(message, shop, parts)
    }),
  },
]

/** Sellers that do not store what they sell, or fail at later requests about it. */
export const wrongPurchases = createWrongSellers([...lost, ...failing])
