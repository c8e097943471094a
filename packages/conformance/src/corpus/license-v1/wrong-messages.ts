import { ok } from '../saas-v1/right.ts'
import type { Reply } from '../saas-v1/right.ts'
import type { Message } from '../saas-v1/tables.ts'
import { isActivity, toIds } from '../saas-v1/wrong.ts'
import type { Wrong } from '../saas-v1/wrong.ts'
import { findFaults } from './right.ts'

const prefix = 'license-v1'

/** Carries out messages in spite of these faults. */
const overlook = (isOverlooked: (fault: string, message: Message) => boolean): Wrong['change'] =>
  function change() {
    return {
      messageFault: (message) =>
        findFaults(message).every((fault) => isOverlooked(fault, message)) ? undefined : '000002',
    }
  }

/** Reports success although no instance is named. */
const ofNobody = (activity: string): Wrong['change'] =>
  function change(right) {
    const isTaken = (message: Message): boolean =>
      isActivity(activity, ({ instanceId }) => instanceId === undefined)(message)
    return {
      messageFault: (message) => (isTaken(message) ? undefined : right.messageFault(message)),
      carryOut: (message, shop, parts): Reply | Promise<Reply> =>
        isTaken(message) ? ok : right.carryOut(message, shop, parts),
    }
  }

const isWithout =
  (activity: string, name: string) =>
  (fault: string, message: Message): boolean =>
    message['activity'] === activity && fault === `missing ${name}`

const absences: readonly (readonly [activity: string, short: string, name: string])[] = [
  ['getLicense', 'get', 'customerId'],
  ['getLicense', 'get', 'businessId'],
  ['getLicense', 'get', 'orderId'],
  ['getLicense', 'get', 'productId'],
  ['refreshLicense', 'refresh', 'orderId'],
  ['refreshLicense', 'refresh', 'expireTime'],
]
const shorts = { getLicense: 'get', refreshLicense: 'refresh', releaseLicense: 'release' }
const valued = ['testFlag', 'chargingMode', 'periodType', 'periodNumber', 'amount', 'expireTime']

/** Sellers that accept what they must refuse, or refuse it wrongly. */
export const messageDefects: readonly Wrong[] = [
  ...absences.map(([activity, short, name]): Wrong => ({
    name: `${short}-without-${name}`,
    defect: `It carries out ${activity} without ${name}`,
    found: [`${prefix}.${short}.missing.${name}`],
    spreads: true,
    change: overlook(isWithout(activity, name)),
  })),
  ...(['refreshLicense', 'releaseLicense'] as const).map((activity): Wrong => ({
    name: `${shorts[activity]}-of-nobody`,
    defect: `It reports ${activity} when no instance is named`,
    found: [`${prefix}.${shorts[activity]}.missing.instanceId`, `${prefix}.${shorts[activity]}.empty`],
    spreads: true,
    change: ofNobody(activity),
  })),
  {
    name: 'takes-empty-values',
    defect: 'It carries out requests with empty parameters',
    found: toIds(prefix, 'get.empty refresh.empty'),
    spreads: true,
    change: overlook((fault) => fault.startsWith('missing ') && fault !== 'missing instanceId'),
  },
  {
    name: 'measures-nothing',
    defect: 'It accepts IDs of any length',
    found: toIds(prefix, 'get.length refresh.length'),
    change: overlook((fault) => ['customerId', 'businessId', 'orderId', 'productId'].includes(fault)),
  },
  {
    name: 'compares-the-beginning-of-ids',
    defect: 'It takes an instanceId that begins like one of its own for that',
    found: [`${prefix}.release.length`],
    spreads: true,
    change: (right) => ({
      ...overlook((fault) => fault === 'instanceId')(right),
      carryOut: (message, shop, parts) => {
        const { instanceId = '' } = message
        const own = [...shop.byId.keys()].find((id) => instanceId.startsWith(id)) ?? instanceId
        return right.carryOut({ ...message, instanceId: own }, shop, parts)
      },
    }),
  },
  {
    name: 'takes-any-value',
    defect: 'It accepts values that the protocol does not define',
    found: [...toIds(`${prefix}.get.value`, valued.join(' ')), `${prefix}.refresh.value.expireTime`],
    change: overlook((fault) => valued.includes(fault)),
  },
  {
    name: 'binds-to-no-machine',
    defect: 'It makes licenses without an identification code',
    found: toIds(`${prefix}.get.machine`, 'none missing unreadable'),
    change: overlook((fault) => fault === 'machine'),
  },
  {
    name: 'has-one-code-for-all',
    defect: 'It refuses every wrong message with the code for internal errors',
    found: [`${prefix}.refusal.meaning`],
    change: (right) => ({
      messageFault: (message) => (right.messageFault(message) === undefined ? undefined : '000005'),
    }),
  },
  {
    name: 'acts-on-what-it-refuses',
    defect: 'It refuses a renewal to no time, and releases the license all the same',
    found: [`${prefix}.refusal.no-effect`],
    change: (right) => {
      const isOdd = ({ expireTime }: Message): boolean => expireTime === 'next year'
      return {
        messageFault: (message) => (isOdd(message) ? undefined : right.messageFault(message)),
        carryOut: (message, shop, parts) => {
          if (!isOdd(message)) return right.carryOut(message, shop, parts)
          const instance = shop.byId.get(message['instanceId'] ?? '')
          if (instance) instance.state = 'released'
          return { resultCode: '000002', resultMsg: 'This is no time.' }
        },
      }
    },
  },
  {
    name: 'does-whatever-it-is-asked',
    defect: 'It reports success for an unknown activity',
    found: [`${prefix}.activity.unknown`],
    also: [`${prefix}.activity.missing`],
    change: (right) => ({
      messageFault: (message) =>
        findFaults(message).includes('activity') ? undefined : right.messageFault(message),
      carryOut: (message, shop, parts) =>
        findFaults(message).includes('activity') ? ok : right.carryOut(message, shop, parts),
    }),
  },
  {
    name: 'has-a-usual-activity',
    defect: 'It takes a request without an activity for a purchase',
    found: [`${prefix}.activity.missing`],
    change: (right) => ({
      messageFault: (message) => right.messageFault({ activity: 'getLicense', ...message }),
      carryOut: (message, shop, parts) => right.carryOut({ activity: 'getLicense', ...message }, shop, parts),
    }),
  },
]
