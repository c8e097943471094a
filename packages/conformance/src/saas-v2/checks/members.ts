import type { SaasV2Activity } from '@loggia/protocol/saas/v2'
import type { JsonObject } from '@loggia/protocol/wire'
import { defineStep } from '../../engine/check.ts'
import type { Check, Step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { findFirstFault } from '../../engine/judging.ts'
import { judgeRefusedAnyhow } from '../../replies/verdicts.ts'
import { createMessage } from '../messages.ts'
import { sendMessage, spareInstance } from '../steps.ts'

/** A mandatory member by its path, and its longest value in characters. */
type Member = {
  readonly path: string
  readonly max?: number
  /** It says what the request is about; without it nobody can have carried it out. */
  readonly isSubject?: true
}
const id = (path: string): Member => ({ path, max: 64 })
const subject = (path: string): Member => ({ ...id(path), isSubject: true })

type Table = {
  readonly activity: SaasV2Activity
  /** In ids of checks. */
  readonly short: string
  readonly source: string
  readonly members: readonly Member[]
}

/** The mandatory members of each activity except `activity` itself (saas-v2 §3.2 to §3.8). */
export const tables: readonly Table[] = [
  {
    activity: 'newInstance',
    short: 'new',
    source: 'saas-v2 §3.2',
    members: [subject('orderId'), subject('orderLineId'), id('businessId')],
  },
  // The limits of 100 characters and of 100 ids contradict each other, so the length is not checked.
  {
    activity: 'queryInstance',
    short: 'query',
    source: 'saas-v2 §3.3',
    members: [{ path: 'instanceId', isSubject: true }],
  },
  {
    activity: 'refreshInstance',
    short: 'refresh',
    source: 'saas-v2 §3.4',
    members: [
      { path: 'scene' },
      id('orderId'),
      id('orderLineId'),
      subject('instanceId'),
      { path: 'expireTime', isSubject: true },
    ],
  },
  {
    activity: 'updateInstanceStatus',
    short: 'status',
    source: 'saas-v2 §3.5',
    members: [subject('instanceId'), { path: 'status', isSubject: true }],
  },
  { activity: 'releaseInstance', short: 'release', source: 'saas-v2 §3.6', members: [subject('instanceId')] },
  {
    activity: 'upgradeInstance',
    short: 'upgrade',
    source: 'saas-v2 §3.7',
    members: [subject('instanceId'), subject('orderId'), id('orderLineId')],
  },
  {
    activity: 'changeInstanceCheck',
    short: 'change',
    source: 'saas-v2 §3.8',
    members: [
      subject('instanceId'),
      { path: 'productInfo', isSubject: true },
      id('productInfo.productId'),
      id('productInfo.skuCode'),
      id('productInfo.productName'),
    ],
  },
]

/** The message with this member replaced by the result of `change`; undefined removes it. */
function changeMember(message: JsonObject, path: string, change: (value: unknown) => unknown): JsonObject {
  const [name = '', ...inner] = path.split('.')
  const value = message[name]
  return {
    ...message,
    [name]: inner.length === 0 ? change(value) : changeMember(value as JsonObject, inner.join('.'), change),
  }
}

type Variant = { readonly name: (path: string) => string; readonly change: (value: unknown) => unknown }

const defineVariant = (activity: SaasV2Activity, path: string, { name, change }: Variant): Step<Exchange> =>
  defineStep(`${activity}: ${name(path)}`, async (bench) => {
    // A purchase needs no instance; every other message is about an existing one, so that nothing else is wrong with
    // it.
    const instanceId = activity === 'newInstance' ? '' : (await bench.look(spareInstance)).instanceId
    const message = changeMember(createMessage(bench, activity, instanceId), path, change)
    const article = activity.startsWith('u') ? 'an' : 'a'
    return sendMessage(bench, `${article} ${activity} ${name(path)}`, message, { meant: 'refuse' })
  })

const missing: Variant = { name: (path) => `without ${path}`, change: () => undefined }
const others = {
  empty: { name: (path) => `with an empty ${path}`, change: () => '' },
  type: { name: (path) => `with a list as ${path}`, change: (value) => [value] },
  length: {
    name: (path) => `with 65 characters in ${path}`,
    change: (value) => String(value).padEnd(65, 'x').slice(0, 65),
  },
} as const satisfies Record<string, Variant>

/** An id that no instance can have may also be answered like one that does not exist. */
const codesFor = (path: string): readonly string[] =>
  path === 'instanceId' ? ['000002', '000003'] : ['000002']

/** A wrong message, and the codes that fit. */
export type WrongMessage = {
  readonly group: string
  readonly sent: Step<Exchange>
  readonly codes: readonly string[]
}

const absences = tables.flatMap((table) =>
  table.members.map((member) => ({
    table,
    member,
    group: table.activity,
    sent: defineVariant(table.activity, member.path, missing),
    codes: codesFor(member.path),
  })),
)

const missingCheck = ({ table, member: { path, isSubject }, sent }: (typeof absences)[number]): Check => ({
  id: `v2.${table.short}.missing.${path}`,
  title: `A request without ${path} is refused`,
  level: isSubject === true ? 'must' : 'should',
  group: table.activity,
  source: table.source,
  fix: `${path} is required: answer 000002 if it is absent or null, before anything is done.`,
  judge: async (look) => judgeRefusedAnyhow(await look(sent)),
})

const words = {
  empty: {
    title: 'A required field that is empty counts as missing',
    fix: 'Answer 000002 if a required field is an empty string.',
  },
  type: {
    title: 'A field of the wrong type is refused',
    fix: 'Check the type before you use a field: all except productInfo are strings. Answer 000002, and do not convert a list to a string.',
  },
  length: {
    title: 'An ID that is too long is refused',
    fix: 'Answer 000002 if an ID has more than 64 characters: if it is cut to fit a column, it is a different ID.',
  },
}

const isObject = (kind: string, path: string): boolean => kind === 'empty' && path === 'productInfo'

const oddities = tables.flatMap((table) =>
  (['empty', 'type', 'length'] as const).map((kind) => ({
    table,
    kind,
    all: table.members
      .filter(({ path, max }) => (kind === 'length' ? max !== undefined : !isObject(kind, path)))
      .map(({ path }): WrongMessage => ({
        group: table.activity,
        sent: defineVariant(table.activity, path, others[kind]),
        codes: codesFor(path),
      })),
  })),
)

/** No marketplace sends such a message, so its refusal is advice. */
const oddCheck = ({ table, kind, all }: (typeof oddities)[number]): Check => ({
  id: `v2.${table.short}.${kind}`,
  ...words[kind],
  level: 'should',
  group: table.activity,
  source: table.source,
  judge: async (look) =>
    findFirstFault(await Promise.all(all.map(({ sent }) => look(sent))), (exchange) =>
      judgeRefusedAnyhow(exchange),
    ),
})

/** All messages with a missing or odd member. */
export const wrongMembers: readonly WrongMessage[] = [...absences, ...oddities.flatMap(({ all }) => all)]

/**
 * Whether each member of the tables is checked: one check for each missing member, and one per activity for the rest.
 */
export const createMemberChecks = (activity: SaasV2Activity): Check[] => [
  ...absences.filter(({ table }) => table.activity === activity).map(missingCheck),
  ...oddities.filter(({ table, all }) => table.activity === activity && all.length > 0).map(oddCheck),
]
