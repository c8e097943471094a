import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { licenseOnlineChecks } from '../../license-online/index.ts'
import { failLater } from '../failing-later.ts'
import { ok } from '../saas-v2/right.ts'
import type { Message } from '../saas-v2/right.ts'
import { carryOutOtherwise, findInstance, internalError, readAs, refuseIf } from '../saas-v2/wrong.ts'
import type { Wrong } from '../saas-v2/wrong.ts'
import type { WrongSeller } from '../seller.ts'
import { listWrongBodies } from '../stamped/wrong-bodies.ts'
import { listWrongFlags, listWrongLives } from '../stamped/wrong-lives.ts'
import { listWrongOpenings } from '../stamped/wrong-openings.ts'
import { listWrongProofs, toIdsOf } from '../stamped/wrong-proofs.ts'
import { listWrongReaders, mendActivity } from '../stamped/wrong-readers.ts'
import { listWrongReplies } from '../stamped/wrong-replies.ts'
import { createOnlineSeller } from './right.ts'
import { tables } from './tables.ts'

const prefix = 'license-online'

/** The checks of online activation that correspond to these checks of SaaS V2.0. */
export const toOnlineIds = toIdsOf(prefix, licenseOnlineChecks)

const shortNames: Readonly<Record<string, string>> = {
  newInstance: 'new',
  refreshInstance: 'refresh',
  updateInstanceStatus: 'status',
  releaseInstance: 'release',
  getLicenseAsync: 'apply',
}

/** Values that every table accepts. */
const values: Readonly<Record<string, unknown>> = {
  orderId: 'CS1',
  orderLineId: 'CS1-000001',
  businessId: 'b-1',
  instanceId: 'i-1',
  scene: 'RENEWAL',
  expireTime: '20301231160000',
  effectiveTime: '20260101160000',
  eventId: 'e-1',
  status: 'FREEZE',
}

const isId = (path: string): boolean => path.endsWith('Id')

const readers: readonly Wrong[] = Object.entries(tables).flatMap(([activity, table]) => {
  const paths = Object.keys(table)
  const short = shortNames[activity] ?? activity
  return listWrongReaders({
    prefix,
    activity,
    short,
    paths,
    lengths: paths.filter(isId),
    idName: 'instanceId',
    values,
  })
})

const isApplication =
  (isOdd: (message: Message) => boolean) =>
  (message: Message): boolean =>
    message['activity'] === 'getLicenseAsync' && isOdd(message)

/** Refuses applications that a correct seller accepts. */
const refuses = (isOdd: (message: Message) => boolean, code?: string): Wrong['change'] =>
  refuseIf(isApplication(isOdd), code)

/** Refuses an application that it has seen before. */
const refusesAgain: Wrong['change'] = (right) => {
  const seen = new Set<unknown>()
  return carryOutOtherwise('getLicenseAsync', (message, shop, parts) => {
    if (seen.has(message['eventId'])) return internalError
    seen.add(message['eventId'])
    return right.carryOut(message, shop, parts)
  })(right)
}

/** Inserts an application without a lock, so that a simultaneous repeat fails. */
const races: Wrong['change'] = (right) => {
  const running = new Set<unknown>()
  return carryOutOtherwise('getLicenseAsync', async (message, shop, parts) => {
    if (running.has(message['eventId'])) return internalError
    running.add(message['eventId'])
    await pause(100)
    running.delete(message['eventId'])
    return right.carryOut(message, shop, parts)
  })(right)
}

const applications: readonly Wrong[] = [
  {
    name: 'makes-no-license',
    defect: 'It fails at every application for a license',
    found: [`${prefix}.apply.accepted`],
    spreads: true,
    change: carryOutOtherwise('getLicenseAsync', () => internalError),
  },
  {
    name: 'refuses-repeated-applications',
    defect: 'It refuses an application that is sent again',
    found: [`${prefix}.apply.repeat`],
    also: [`${prefix}.apply.repeat.concurrent`],
    change: refusesAgain,
  },
  {
    name: 'answers-with-another-license',
    defect: 'It answers each application with a license, and makes another one for a repeat',
    found: [`${prefix}.apply.repeat.same`],
    change: carryOutOtherwise('getLicenseAsync', async (message, shop, parts, right) => ({
      ...(await right.carryOut(message, shop, parts)),
      license: randomUUID(),
    })),
  },
  {
    name: 'races-applications',
    defect: 'It fails if the same application arrives twice at the same moment',
    found: [`${prefix}.apply.repeat.concurrent`],
    change: races,
  },
  {
    name: 'serves-one-device',
    defect: 'It answers an internal error to an application of another device',
    found: [`${prefix}.apply.other-device`],
    spreads: true,
    change: (right) => {
      const devices = new Map<unknown, unknown>()
      return carryOutOtherwise('getLicenseAsync', (message, shop, parts) => {
        const { instanceId, deviceFingerprint } = message
        if (!devices.has(instanceId)) devices.set(instanceId, deviceFingerprint)
        return devices.get(instanceId) === deviceFingerprint
          ? right.carryOut(message, shop, parts)
          : internalError
      })(right)
    },
  },
  {
    name: 'reads-fingerprints-as-ascii',
    defect: 'It refuses a fingerprint with Chinese text',
    found: [`${prefix}.apply.fingerprint.chinese`],
    change: refuses(({ deviceFingerprint }) => /[^\u0020-\u007e]/.test(String(deviceFingerprint))),
  },
  {
    name: 'keeps-short-fingerprints',
    defect: 'It stores only 255 characters of a fingerprint',
    found: [`${prefix}.apply.fingerprint.longest`],
    change: refuses(({ deviceFingerprint }) => String(deviceFingerprint).length > 255),
  },
  {
    name: 'reads-digits-only',
    defect: 'It refuses a start in the form of the published example',
    found: [`${prefix}.apply.effective-time.spelled`],
    change: refuses(({ effectiveTime }) => String(effectiveTime).endsWith('z')),
  },
  {
    name: 'keeps-short-events',
    defect: 'It stores only 50 characters of an eventId',
    found: [`${prefix}.apply.event.longest`],
    change: refuses(({ eventId }) => String(eventId).length > 50),
  },
  {
    name: 'refuses-unknown-members-of-applications',
    defect: 'It refuses an application with an unknown field',
    found: [`${prefix}.apply.more-members`],
    change: refuses((message) => 'zone' in message),
  },
  {
    name: 'apply-of-nothing',
    defect: 'It accepts an application for an instance that does not exist',
    found: [`${prefix}.apply.unknown-instance`],
    change: carryOutOtherwise('getLicenseAsync', async (message, shop, parts, right) =>
      findInstance(message, shop) ? right.carryOut(message, shop, parts) : ok,
    ),
  },
  {
    name: 'binds-to-no-device',
    defect: 'It makes a license that is bound to a device without its fingerprint',
    found: [`${prefix}.apply.no-fingerprint`],
    change: mendActivity('getLicenseAsync', ['deviceFingerprint'], (value) => value ?? 'any device'),
  },
  {
    name: 'makes-endless-licenses',
    defect: 'It accepts an application without an end, although the product is sold for a period',
    found: [`${prefix}.apply.no-expire-time`],
    change: mendActivity('getLicenseAsync', ['expireTime'], (value) => value ?? '20991231000000'),
  },
  {
    name: 'takes-any-start',
    defect: 'It accepts any text as a start',
    found: [`${prefix}.apply.effective-time.words`],
    change: mendActivity('getLicenseAsync', ['effectiveTime'], (value) =>
      value === 'today' ? '20260101000000' : value,
    ),
  },
  {
    name: 'takes-any-end',
    defect: 'It accepts any text as an end',
    found: [`${prefix}.apply.expire-time.words`],
    change: mendActivity('getLicenseAsync', ['expireTime'], (value) =>
      value === 'some-day' ? '20991231000000' : value,
    ),
  },
  {
    name: 'compares-no-times',
    defect: 'It accepts an end before the start',
    found: [`${prefix}.apply.expire-time.before`],
    change: readAs((message) => {
      const { effectiveTime, expireTime } = message
      const isBefore = typeof expireTime === 'string' && expireTime < String(effectiveTime)
      return isBefore && /^\d{14}$/.test(expireTime) ? { ...message, expireTime: '20991231000000' } : message
    }),
  },
]

const hasLongIds = ({ orderLineId }: Message): boolean => String(orderLineId).length > 60

const orderOf = (line = '[]'): unknown => (JSON.parse(line) as unknown[])[0]

/** Makes licenses only of what is not frozen, and forgets to unfreeze. */
const stayingFrozen: Wrong = {
  name: 'stays-frozen',
  defect: 'It reports an unfreeze, but the instance still gets no licenses',
  found: [`${prefix}.status.unfreeze.done`],
  change: (right) => ({
    carryOut: async (message, shop, parts) => {
      const { activity, status } = message
      const instance = findInstance(message, shop)
      if (activity === 'getLicenseAsync' && instance?.state === 'frozen') return internalError
      const reply = await right.carryOut(message, shop, parts)
      if (instance?.state === 'open' && activity === 'updateInstanceStatus' && status === 'UNFREEZE')
        instance.state = 'frozen'
      return reply
    },
  }),
}

const purchases: readonly Wrong[] = [
  {
    name: 'renews-by-short-ids',
    defect: 'It stores only 60 characters of IDs for renewals',
    found: [`${prefix}.new.kept.refresh`],
    change: failLater('refreshInstance', hasLongIds),
  },
  {
    name: 'applies-by-short-ids',
    defect: 'It fails at an application for a purchase with IDs of 64 characters',
    found: [`${prefix}.new.kept.apply`],
    change: failLater('getLicenseAsync', hasLongIds),
  },
  {
    name: 'releases-by-short-ids',
    defect: 'It fails at the release of a purchase with IDs of 64 characters',
    found: [`${prefix}.new.kept.release`],
    change: failLater('releaseInstance', hasLongIds),
  },
  {
    name: 'keeps-flag-zero-apart',
    defect: 'It treats an order with testFlag 0 as different from the same order without it',
    found: [`${prefix}.flag.zero.same`],
    change: (right) => ({
      lineOf: (message) => `${right.lineOf(message)}${message['testFlag'] === '0' ? ' 0' : ''}`,
    }),
  },
  {
    name: 'keeps-no-tests',
    defect: 'It creates a new instance for every purchase with testFlag 1',
    found: [`${prefix}.flag.one.repeat`],
    change: (right) => ({
      lineOf: (message) =>
        message['testFlag'] === '1'
          ? JSON.stringify(['a test', message['businessId']])
          : right.lineOf(message),
    }),
  },
  {
    name: 'releases-the-whole-order',
    defect: 'It releases every line of an order when one is released',
    found: [`${prefix}.release.other-line`],
    spreads: true,
    change: carryOutOtherwise('releaseInstance', (message, shop, parts, right) => {
      const own = orderOf(findInstance(message, shop)?.line)
      for (const instance of shop.byId.values())
        if (orderOf(instance.line) === own) instance.state = 'released'
      return right.carryOut(message, shop, parts)
    }),
  },
]

const wrongs: readonly Wrong[] = [
  ...listWrongProofs(toOnlineIds, {
    'sorts-the-body': {
      found: [`${prefix}.proof.body.unsorted`],
      also: ['spaces', 'escapes', 'spelled'].map((end) => `${prefix}.proof.body.${end}`),
    },
    'writes-the-body-anew': {
      found: [`${prefix}.proof.body.spaces`],
      also: ['escapes', 'spelled'].map((end) => `${prefix}.proof.body.${end}`),
    },
  }),
  ...listWrongReplies(prefix),
  ...listWrongOpenings(prefix),
  ...purchases,
  ...readers,
  ...listWrongBodies({
    prefix,
    activities: Object.keys(tables),
    usual: 'newInstance',
    unanswered: `${prefix}.reply.answered.refusals`,
  }),
  ...applications,
  stayingFrozen,
  ...listWrongLives({
    prefix,
    word: 'instance',
    idName: 'instanceId',
    refresh: 'refreshInstance',
    status: 'updateInstanceStatus',
    release: 'releaseInstance',
    scenes: ['TRIAL_TO_FORMAL', 'UNSUBSCRIBE_RENEWAL_PERIOD'],
    other: { activity: 'getLicenseAsync', short: 'apply' },
    ofRenewals: [],
  }),
  ...listWrongFlags(prefix, Object.keys(tables)),
]

/** Sellers of online activation with one defect each. */
export const wrongOnline: readonly WrongSeller[] = wrongs.map(({ change, ...wrong }) => ({
  ...wrong,
  make: createOnlineSeller(change),
}))
