import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Bench } from '../../engine/bench.ts'
import type { Check, Level, Look } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { toFault, hasCode, judgeRefused } from '../../engine/judging.ts'
import type { JsonObject } from '@loggia/protocol/wire'
import { isDone, judgeRefusedAnyhow, judgeRefusalCodes, requireReply } from '../../replies/verdicts.ts'
import { createUnknownId } from '../../purchases/ids.ts'
import { createMessage, targetProduct } from '../messages.ts'
import { send, unreadable } from '../../stamped/send.ts'
import type { Sending } from '../../stamped/send.ts'
import { isThere, sendMessage, spareInstance } from '../steps.ts'
import { requireQueries } from './following.ts'
import { wrongMembers } from './members.ts'
import type { WrongMessage } from './members.ts'
import { isOptional, requireOffered } from './of-activity.ts'

const bodies = 'Unreadable messages'
const values = 'Instances that do not exist'

type Refusal = {
  readonly id: string
  readonly title: string
  readonly level?: Level
  readonly group: string
  readonly source: string
  readonly fix: string
  readonly name: string
  /** The codes that fit. Default: `000002`. */
  readonly codes?: readonly string[]
  readonly make: (bench: Bench, name: string) => Promise<Exchange>
}

/** A server that verifies over the parsed message finds no proof if it cannot parse the body. */
const orUnproved = ['000002', '000001']

/** Sends a body with a valid proof. */
const raw =
  (body: string | Uint8Array): Refusal['make'] =>
  (bench, name) =>
    send(bench, { name, activity: unreadable, meant: 'refuse', body })

/** A message about an existing instance. */
const about =
  (activity: Parameters<typeof createMessage>[1], more: JsonObject): Refusal['make'] =>
  async (bench, name) => {
    const { instanceId } = await bench.look(spareInstance)
    return sendMessage(
      bench,
      name,
      { ...createMessage(bench, activity, instanceId), ...more },
      { meant: 'refuse' },
    )
  }

/** A message about an unknown instance. */
const aboutNone =
  (activity: Parameters<typeof createMessage>[1]): Refusal['make'] =>
  (bench, name) =>
    sendMessage(bench, name, createMessage(bench, activity, createUnknownId(bench)), { meant: 'refuse' })

const plain =
  (message: JsonObject, rest: Partial<Sending> = {}): Refusal['make'] =>
  (bench, name) =>
    sendMessage(bench, name, message, { meant: 'refuse', activity: unreadable, ...rest })

const readFirst =
  'Catch the errors of your JSON parser, check that the result is an object, and answer HTTP 200 with 000002.'
const knownInstance =
  'Look up the instance before you do anything, and answer 000003 if it does not exist. After a success, the marketplace would assume that it was done.'
const enumeration =
  'Accept only the values of the protocol and answer 000002 to any other: guessing a value does something that nobody requested.'

const refusals: readonly Refusal[] = [
  {
    id: 'v2.body.not-json',
    title: 'A body that is not JSON is refused',
    level: 'should',
    group: bodies,
    source: 'saas-v2 §5, §6',
    fix: readFirst,
    name: 'a truncated body',
    codes: orUnproved,
    make: raw('{"activity":"queryInstance","instanceId":'),
  },
  {
    id: 'v2.body.empty',
    title: 'An empty body is refused',
    level: 'should',
    group: bodies,
    source: 'saas-v2 §5, §6',
    fix: readFirst,
    name: 'an empty body',
    codes: orUnproved,
    make: raw(''),
  },
  {
    id: 'v2.body.list',
    title: 'A list instead of an object is refused',
    level: 'should',
    group: bodies,
    source: 'saas-v2 §5, §6',
    fix: readFirst,
    name: 'a list as body',
    codes: orUnproved,
    make: (bench, name) => raw(JSON.stringify([createMessage(bench, 'newInstance', '')]))(bench, name),
  },
  {
    id: 'v2.body.null',
    title: 'A null instead of an object is refused',
    level: 'should',
    group: bodies,
    source: 'saas-v2 §5, §6',
    fix: readFirst,
    name: 'the body null',
    codes: orUnproved,
    make: raw('null'),
  },
  {
    id: 'v2.body.not-utf8',
    title: 'A body that is not UTF-8 is refused',
    level: 'should',
    group: bodies,
    source: 'saas-v2 §1',
    fix: 'Decode the body as UTF-8 and answer 000002 if it is not; otherwise replacement characters are stored in names and IDs.',
    name: 'a body with bytes that are not UTF-8',
    make: (bench, name) => {
      const { orderId, ...rest } = createMessage(bench, 'newInstance', '')
      const [start, end] = JSON.stringify({ ...rest, orderId: `${String(orderId)}?` }).split('?')
      return raw(Buffer.concat([Buffer.from(start ?? ''), Buffer.of(0xff), Buffer.from(end ?? '')]))(
        bench,
        name,
      )
    },
    codes: orUnproved,
  },
  {
    id: 'v2.activity.unknown',
    title: 'An unknown activity is refused',
    group: values,
    source: 'saas-v2 §3',
    fix: 'Answer 000002 to an unknown activity; do not fall through to a known one.',
    name: 'a request of the activity sellInstance',
    make: plain({ activity: 'sellInstance', instanceId: 'i-1' }),
  },
  {
    id: 'v2.activity.missing',
    title: 'A request without an activity is refused',
    group: values,
    source: 'saas-v2 §3',
    fix: 'activity is required in every request: answer 000002 if it is absent.',
    name: 'a request without an activity',
    make: plain({ orderId: 'CS1', orderLineId: 'CS1-000001', businessId: 'b-1' }),
  },
  {
    id: 'v2.activity.type',
    title: 'An activity that is not a string is refused',
    level: 'should',
    group: values,
    source: 'saas-v2 §3',
    fix: 'Check the type of activity before you look it up: answer 000002 if it is not a string.',
    name: 'a request whose activity is a list',
    make: plain({ activity: ['newInstance'], orderId: 'CS1', orderLineId: 'CS1-000001', businessId: 'b-1' }),
  },
  {
    id: 'v2.refresh.scene.unknown',
    title: 'An unknown scene is refused',
    level: 'should',
    group: 'refreshInstance',
    source: 'saas-v2 §3.4',
    fix: enumeration,
    name: 'a refreshInstance with the scene REBATE',
    make: about('refreshInstance', { scene: 'REBATE' }),
  },
  {
    id: 'v2.refresh.expire.words',
    title: 'An expiry that is not a time is refused',
    level: 'should',
    group: 'refreshInstance',
    source: 'saas-v2 §3.4',
    fix: 'Accept 14 or 17 digits, yyyyMMddHHmmss or yyyyMMddHHmmssSSS in UTC, and answer 000002 to anything else.',
    name: 'a refreshInstance with the expiry next-year',
    make: about('refreshInstance', { expireTime: 'next-year' }),
  },
  {
    id: 'v2.refresh.expire.impossible',
    title: 'An expiry on a day that does not exist is refused',
    level: 'should',
    group: 'refreshInstance',
    source: 'saas-v2 §3.4',
    fix: 'Check that the date exists: many parsers turn 31 February into a day in March.',
    name: 'a refreshInstance with an expiry on 31 February',
    make: about('refreshInstance', { expireTime: '20270231000000000' }),
  },
  {
    id: 'v2.status.unknown',
    title: 'An unknown status is refused',
    level: 'should',
    group: 'updateInstanceStatus',
    source: 'saas-v2 §3.5',
    fix: `${enumeration} NORMAL belongs to V1.0; V2.0 uses UNFREEZE.`,
    name: 'an updateInstanceStatus to NORMAL',
    make: about('updateInstanceStatus', { status: 'NORMAL' }),
  },
  {
    id: 'v2.change.linear-value',
    title: 'A quantity that is not an integer is refused',
    level: 'should',
    group: 'changeInstanceCheck',
    source: 'saas-v2 §3.8',
    fix: 'linearValue is an integer: answer 000002 to anything else.',
    name: 'a changeInstanceCheck to the quantity many',
    make: about('changeInstanceCheck', { productInfo: { ...targetProduct, linearValue: 'many' } }),
  },
  ...(['refreshInstance', 'updateInstanceStatus', 'upgradeInstance', 'changeInstanceCheck'] as const).map(
    (activity): Refusal => ({
      id: `v2.${{ refreshInstance: 'refresh', updateInstanceStatus: 'status', upgradeInstance: 'upgrade', changeInstanceCheck: 'change' }[activity]}.no-instance`,
      title: 'A request for an instance that does not exist is refused',
      group: activity,
      source: 'saas-v2 §5',
      fix: knownInstance,
      name: `${activity.startsWith('u') ? 'an' : 'a'} ${activity} of an instance that does not exist`,
      codes:
        activity.startsWith('update') || activity.startsWith('refresh') ? ['000003'] : ['000003', '000002'],
      make: aboutNone(activity),
    }),
  ),
]

const unknownReleased = defineStep('a releaseInstance of an instance that does not exist', (bench) =>
  aboutNone('releaseInstance')(bench, 'a releaseInstance of an instance that does not exist'),
)

/** Each required refusal, requested once. */
const wanted = refusals.map((refusal) => ({
  ...refusal,
  codes: refusal.codes ?? ['000002'],
  sent: defineStep(refusal.name, (bench) => refusal.make(bench, refusal.name)),
}))

const refusalCheck = ({
  id,
  title,
  level = 'must',
  group,
  source,
  fix,
  sent,
}: (typeof wanted)[number]): Check => ({
  id,
  title,
  level,
  group,
  source,
  fix,
  judge: async (look) => judgeRefusedAnyhow(await look(sent)),
})

/** The wrong messages of this run, except for activities that the server does not offer. */
async function wrongMessages(look: Look): Promise<(WrongMessage & { exchange: Exchange })[]> {
  const all = await Promise.allSettled(
    [...wrongMembers, ...wanted].map(async (one) => {
      if (isOptional(one.group)) await requireOffered(look, one.group)
      return { ...one, exchange: await look(one.sent) }
    }),
  )
  return all.flatMap((one) => {
    if (one.status === 'fulfilled') return [one.value]
    if (one.reason instanceof CannotJudge) return []
    throw one.reason
  })
}

/** Activities that do not change an existing instance. */
const leavesAlone = ['newInstance', 'queryInstance', 'changeInstanceCheck']

const spareAfter = defineStep('the spare instance after all wrong messages', async (bench) => {
  const { instanceId } = await bench.look(spareInstance)
  const name = 'a queryInstance of an instance that only got wrong messages'
  return {
    instanceId,
    exchange: await sendMessage(bench, name, createMessage(bench, 'queryInstance', instanceId)),
  }
})

const getOfNothing = defineStep('a GET', (bench) =>
  send(bench, { name: 'a GET', activity: 'queryInstance', meant: 'either', method: 'GET', body: '' }),
)

const getCheck: Check = {
  id: 'v2.method.get',
  title: 'A GET is not carried out',
  level: 'should',
  group: bodies,
  source: 'saas-v2 §1',
  fix: 'Accept only POST, and answer any other method with 405 or a refusal: URLs are logged and prefetched.',
  judge: async (look) => {
    const exchange = await look(getOfNothing)
    requireReply(exchange)
    return hasCode(exchange, ['000000', '000004'])
      ? toFault(exchange, 'was carried out; only POST requests may be')
      : undefined
  },
}

const more: readonly Check[] = [
  {
    id: 'v2.release.no-instance',
    title: 'The release of an instance that does not exist is answered with 000003, or as successful',
    level: 'should',
    group: 'releaseInstance',
    source: 'saas-v2 §3.6, §5',
    fix: 'Answer 000003, or 000000 if you cannot distinguish it from a released instance; after any other code, the request is retried for hours.',
    judge: async (look) => judgeRefused(await look(unknownReleased), '000003', '000000'),
  },
  {
    id: 'v2.refusal.meaning',
    title: 'A wrong request is refused with the code for its reason',
    level: 'should',
    group: 'Refusals',
    source: 'saas-v2 §5',
    fix: 'Answer 000002 to a message that does not conform, and 000003 to one about an instance that does not exist: people read the code in the console.',
    judge: async (look) => judgeRefusalCodes(await wrongMessages(look)),
  },
  {
    id: 'v2.refusal.no-effect',
    title: 'A refused request has no effect',
    level: 'must',
    group: 'Refusals',
    source: 'saas-v2 §5',
    fix: 'Check the whole message before you do anything: after a refusal, the caller sends the request again, or a different one.',
    judge: async (look) => {
      const { instanceId } = await look(spareInstance)
      const all = await wrongMessages(look)
      if (all.some(({ group, exchange }) => !leavesAlone.includes(group) && isDone(exchange)))
        throw new CannotJudge('Not all wrong messages about the instance were refused.')
      await requireQueries(look)
      const after = await look(spareAfter)
      return isThere(after.exchange, instanceId)
        ? undefined
        : toFault(after.exchange, 'no longer returns it, although all of them were refused')
    },
  },
]

/** Whether an impossible request is refused and not carried out, and whether the code fits. */
export const refusalChecks: readonly Check[] = [...wanted.map(refusalCheck), getCheck, ...more]
