import { respond } from './right.ts'
import type { Message, Parts } from './right.ts'
import { carryOutOtherwise, createWrongSellers } from './wrong.ts'
import type { Wrong } from './wrong.ts'

/** Returns something else about each instance. */
const telling =
  (change: (info: Message) => Message) =>
  (right: Parts): Partial<Parts> => ({ infoOf: (instance) => change(right.infoOf(instance)) })

const app = (more: Message): ((right: Parts) => Partial<Parts>) =>
  telling((info) => ({ ...info, appInfo: { ...(info['appInfo'] as Message), ...more } }))
const usage = (more: Message): ((right: Parts) => Partial<Parts>) =>
  telling((info) => ({ ...info, usageInfo: [{ ...(info['usageInfo'] as Message[])[0], ...more }] }))

/** Changes the answer to a query that returns instances. */
const answering = (change: (reply: Message) => Message): ((right: Parts) => Partial<Parts>) =>
  carryOutOtherwise('queryInstance', async (message, shop, parts, right) => {
    const reply = await right.carryOut(message, shop, parts)
    return Array.isArray(reply['info']) ? change(reply) : reply
  })

const stillThere = ['v2.refresh.still-there', 'v2.upgrade.still-there', 'v2.release.other-line']
const ofSeveral = ['v2.query.several', 'v2.query.several.blanks', 'v2.query.several.unknown']

type TooLong = { readonly name: string; readonly max: number; readonly of: 'app' | 'usage' }
const tooLong: readonly TooLong[] = [
  { name: 'frontEndUrl', max: 512, of: 'app' },
  { name: 'adminUrl', max: 512, of: 'app' },
  { name: 'userName', max: 128, of: 'app' },
  { name: 'password', max: 128, of: 'app' },
  { name: 'memo', max: 1024, of: 'app' },
  { name: 'relatedInstanceId', max: 64, of: 'usage' },
  { name: 'dashboardUrl', max: 512, of: 'usage' },
]

/** Sealed with the key of the corpus: vector D4 of the protocol. */
const sealed = 'ZZZZZZZZZZZZZZZZnGrtUoqxDVyamvJUxCUEcKCH4TQ1+S29l6SM2dyw/64='
/** Adds what a seller sends that seals its access data. */
export const sealAccess = (right: Parts): Partial<Parts> => ({
  ...app({ userName: sealed, password: sealed })(right),
  ...answering((reply) => ({ ...reply, encryptType: '2' }))(right),
})

const wrongs: readonly Wrong[] = [
  ...tooLong.map(({ name, max, of }): Wrong => ({
    name: `tells-a-long-${name.toLowerCase()}`,
    defect: `It returns a ${name} of more than ${max} characters`,
    found: [`v2.query.${of}.${name}`],
    change: (of === 'app' ? app : usage)({ [name]: 'https://app.example/'.padEnd(max + 1, 'x') }),
  })),
  {
    name: 'tells-a-single-info',
    defect: 'It writes info as an object instead of a list',
    found: ['v2.query.info.list'],
    also: stillThere,
    change: answering((reply) => ({ ...reply, info: (reply['info'] as Message[])[0] })),
  },
  {
    name: 'tells-nothing',
    defect: 'It answers queries without info',
    found: ['v2.query.info.present'],
    change: answering(({ info: _, ...reply }) => reply),
  },
  {
    name: 'tells-of-nobody',
    defect: 'It returns instances without their IDs',
    found: ['v2.query.id.present'],
    also: ['v2.query.info.asked', ...ofSeveral, ...stillThere],
    change: telling(({ instanceId: _, ...info }) => info),
  },
  {
    name: 'tells-numbers-for-ids',
    defect: 'It returns instance IDs in info as numbers',
    found: ['v2.query.id.form'],
    also: ['v2.query.info.asked', ...ofSeveral, ...stillThere],
    change: telling((info) => ({ ...info, instanceId: 4711 })),
  },
  {
    name: 'tells-appinfo-as-text',
    defect: 'It writes appInfo as a string',
    found: ['v2.query.app.object'],
    change: telling((info) => ({ ...info, appInfo: JSON.stringify(info['appInfo']) })),
  },
  {
    name: 'tells-no-address',
    defect: 'It omits frontEndUrl from appInfo',
    found: ['v2.query.app.front-end'],
    change: app({ frontEndUrl: undefined }),
  },
  {
    name: 'tells-half-an-address',
    defect: 'It writes URLs without https://',
    found: ['v2.query.app.address'],
    change: app({ frontEndUrl: 'app.example/start' }),
  },
  {
    name: 'tells-a-single-usage',
    defect: 'It writes usageInfo as an object instead of a list',
    found: ['v2.query.usage.list'],
    change: telling((info) => ({ ...info, usageInfo: (info['usageInfo'] as Message[])[0] })),
  },
  {
    name: 'tells-usage-as-text',
    defect: 'It writes usageValue as a string',
    found: ['v2.query.usage.value'],
    change: usage({ usageValue: '12.3456' }),
  },
  {
    name: 'tells-fine-usage',
    defect: 'It returns a usageValue with six decimals',
    found: ['v2.query.usage.decimals'],
    change: usage({ usageValue: 0.000123 }),
  },
  {
    name: 'tells-local-time',
    defect: 'It writes statisticalTime as a formatted date',
    found: ['v2.query.usage.time'],
    change: usage({ statisticalTime: '2026-11-26 08:00' }),
  },
  {
    name: 'is-always-busy',
    defect: 'It answers every query with 000004',
    found: ['v2.query.accepted'],
    also: [
      ...stillThere,
      'v2.flag.zero.queryInstance',
      'v2.flag.one.queryInstance',
      'v2.status.frozen.query',
    ],
    change: answering(() => ({ resultCode: '000004', resultMsg: 'processing.' })),
  },
  {
    name: 'tells-other-ids',
    defect: 'It returns instances in info under a different ID',
    found: ['v2.query.info.asked'],
    also: ['v2.query.info.others', ...ofSeveral, ...stillThere],
    change: telling((info) => ({ ...info, instanceId: `app-${String(info['instanceId']).slice(0, 8)}` })),
  },
  {
    name: 'tells-of-others',
    defect: 'It returns an instance that was not requested',
    found: ['v2.query.info.others'],
    change: answering((reply) => ({
      ...reply,
      info: [...(reply['info'] as Message[]), { instanceId: 'of-another' }],
    })),
  },
  {
    name: 'tells-of-the-first',
    defect: 'It returns only the first instance',
    found: ['v2.query.several'],
    also: ['v2.query.several.blanks', 'v2.query.several.unknown'],
    change: carryOutOtherwise('queryInstance', (message, shop, parts, right) =>
      right.carryOut({ ...message, instanceId: String(message['instanceId']).split(',')[0] }, shop, parts),
    ),
  },
  {
    name: 'does-not-trim',
    defect: 'It does not trim the IDs of a list',
    found: ['v2.query.several.blanks'],
    change: carryOutOtherwise('queryInstance', (message, shop, parts, right) =>
      right.carryOut(
        { ...message, instanceId: String(message['instanceId']).replaceAll(' ', '-') },
        shop,
        parts,
      ),
    ),
  },
  {
    name: 'tells-all-or-none',
    defect: 'It answers 000003 if one of the IDs does not exist',
    found: ['v2.query.several.unknown'],
    change: carryOutOtherwise('queryInstance', (message, shop, parts, right) => {
      const isKnown = (id: string): boolean => shop.byId.has(id.trim())
      const ids = String(message['instanceId']).split(',')
      return right.carryOut(ids.every(isKnown) ? message : { ...message, instanceId: 'none' }, shop, parts)
    }),
  },
  {
    name: 'makes-instances-up',
    defect: 'It returns whatever is requested',
    found: ['v2.query.no-instance'],
    change: carryOutOtherwise('queryInstance', async (message, shop, parts, right) => {
      const id = String(message['instanceId'])
      if (id.includes(',') || shop.byId.has(id)) return right.carryOut(message, shop, parts)
      return { resultCode: '000000', resultMsg: 'success.', info: [{ instanceId: id }] }
    }),
  },
  {
    name: 'writes-chinese',
    defect: 'It writes Chinese text without escapes',
    found: ['v2.query.memo.escapes'],
    change: () => ({ respond: (reply) => ({ ...respond(reply), body: JSON.stringify(reply) }) }),
  },
  {
    name: 'seals-in-its-own-way',
    defect: 'It returns an encryptType that the protocol does not define',
    found: ['v2.query.encrypt-type'],
    change: answering((reply) => ({ ...reply, encryptType: 'AES' })),
  },
  {
    name: 'says-it-seals',
    defect: 'It declares the account and password as encrypted, but sends plain text',
    found: ['v2.query.sealed.opens'],
    change: answering((reply) => ({ ...reply, encryptType: '1' })),
  },
  {
    name: 'seals-in-silence',
    defect: 'It encrypts the account and password, but does not declare it',
    found: ['v2.query.sealed.told'],
    change: app({ userName: sealed, password: sealed }),
  },
]

/** Sellers that describe their instances wrongly. */
export const wrongTales = createWrongSellers(wrongs)
