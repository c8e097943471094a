import { CannotJudge, step } from '../../engine/check.ts'
import type { Bench } from '../../engine/bench.ts'
import type { Check, Level, Step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { faultOf, hasCode, refused } from '../../engine/judging.ts'
import type { JsonObject } from '@loggia/protocol/wire'
import { messageOf, targetProduct, unknownId } from '../messages.ts'
import { send, unreadable } from '../send.ts'
import type { Sending } from '../send.ts'
import { sendMessage, spareInstance } from '../steps.ts'

const bodies = 'What cannot be read'
const values = 'What does not exist'

type Refusal = {
  readonly id: string
  readonly title: string
  readonly level?: Level
  readonly group: string
  readonly source: string
  readonly fix: string
  readonly name: string
  /** Without these words of the protocol; `000002` unless told. */
  readonly codes?: readonly string[]
  readonly make: (bench: Bench, name: string) => Promise<Exchange>
}

/** Who verifies over what he parsed finds no proof for what he cannot parse. */
const orUnproved = ['000002', '000001']

/** A rightly proved body. */
const raw =
  (body: string | Uint8Array): Refusal['make'] =>
  (bench, name) =>
    send(bench, { name, activity: unreadable, meant: 'refuse', body })

/** A message about an instance that exists. */
const about =
  (activity: Parameters<typeof messageOf>[1], more: JsonObject): Refusal['make'] =>
  async (bench, name) => {
    const { instanceId } = await bench.look(spareInstance)
    return sendMessage(
      bench,
      name,
      { ...messageOf(bench, activity, instanceId), ...more },
      { meant: 'refuse' },
    )
  }

/** A message about an instance that does not exist. */
const aboutNone =
  (activity: Parameters<typeof messageOf>[1]): Refusal['make'] =>
  (bench, name) =>
    sendMessage(bench, name, messageOf(bench, activity, unknownId(bench)), { meant: 'refuse' })

const plain =
  (message: JsonObject, rest: Partial<Sending> = {}): Refusal['make'] =>
  (bench, name) =>
    sendMessage(bench, name, message, { meant: 'refuse', activity: unreadable, ...rest })

const readFirst =
  'Catch what your JSON reader throws, look whether an object came out, and answer HTTP 200 with 000002.'
const knownInstance =
  'Look the instance up before anything is done, and answer 000003 if it is not there. A success would leave the market in the belief that it was done.'
const enumeration =
  'Compare with the values of the table and answer 000002 to any other: a value that is guessed at does what nobody asked for.'

const refusals: readonly Refusal[] = [
  {
    id: 'v2.body.not-json',
    title: 'A body that is no JSON is refused',
    group: bodies,
    source: 'saas-v2 §5, §6',
    fix: readFirst,
    name: 'a body that breaks off',
    codes: orUnproved,
    make: raw('{"activity":"queryInstance","instanceId":'),
  },
  {
    id: 'v2.body.empty',
    title: 'An empty body is refused',
    group: bodies,
    source: 'saas-v2 §5, §6',
    fix: readFirst,
    name: 'an empty body',
    codes: orUnproved,
    make: raw(''),
  },
  {
    id: 'v2.body.list',
    title: 'A list in place of an object is refused',
    group: bodies,
    source: 'saas-v2 §5, §6',
    fix: readFirst,
    name: 'a list as body',
    codes: orUnproved,
    make: raw('[{"activity":"queryInstance","instanceId":"i-1"}]'),
  },
  {
    id: 'v2.body.null',
    title: 'A null in place of an object is refused',
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
    fix: 'Decode the body as UTF-8 and refuse with 000002 what is none; replacement characters would be stored as names and ids.',
    name: 'a body with bytes that are no UTF-8',
    make: raw(
      Buffer.from(
        '7b226163746976697479223a227175657279496e7374616e6365222c22696e7374616e63654964223a22ff227d',
        'hex',
      ),
    ),
    codes: ['000002'],
  },
  {
    id: 'v2.activity.unknown',
    title: 'An unknown activity is refused',
    group: values,
    source: 'saas-v2 §3',
    fix: 'Answer 000002 to an activity that you do not know; do not fall through to one that you do.',
    name: 'a request of the activity sellInstance',
    make: plain({ activity: 'sellInstance', instanceId: 'i-1' }),
  },
  {
    id: 'v2.activity.missing',
    title: 'A request without an activity is refused',
    group: values,
    source: 'saas-v2 §3',
    fix: 'activity is mandatory in every request: answer 000002 if it is absent.',
    name: 'a request without an activity',
    make: plain({ orderId: 'CS1', orderLineId: 'CS1-000001', businessId: 'b-1' }),
  },
  {
    id: 'v2.activity.type',
    title: 'An activity that is no text is refused',
    group: values,
    source: 'saas-v2 §3',
    fix: 'Look at the type of activity before you look it up: answer 000002 to whatever is no text.',
    name: 'a request whose activity is a list',
    make: plain({ activity: ['newInstance'], orderId: 'CS1', orderLineId: 'CS1-000001', businessId: 'b-1' }),
  },
  {
    id: 'v2.refresh.scene.unknown',
    title: 'An unknown scene is refused',
    group: 'refreshInstance',
    source: 'saas-v2 §3.4',
    fix: enumeration,
    name: 'a refreshInstance with the scene REBATE',
    make: about('refreshInstance', { scene: 'REBATE' }),
  },
  {
    id: 'v2.refresh.expire.words',
    title: 'An expiry that is no time is refused',
    group: 'refreshInstance',
    source: 'saas-v2 §3.4',
    fix: 'Take 14 or 17 digits, yyyyMMddHHmmss or yyyyMMddHHmmssSSS in UTC, and answer 000002 to anything else.',
    name: 'a refreshInstance with the expiry next-year',
    make: about('refreshInstance', { expireTime: 'next-year' }),
  },
  {
    id: 'v2.refresh.expire.impossible',
    title: 'An expiry on a day that does not exist is refused',
    level: 'should',
    group: 'refreshInstance',
    source: 'saas-v2 §3.4',
    fix: 'Check that the digits are a day of the calendar: many readers carry 31 February over into March.',
    name: 'a refreshInstance with an expiry on 31 February',
    make: about('refreshInstance', { expireTime: '20270231000000000' }),
  },
  {
    id: 'v2.status.unknown',
    title: 'An unknown status is refused',
    group: 'updateInstanceStatus',
    source: 'saas-v2 §3.5',
    fix: `${enumeration} NORMAL is a word of V1.0; here it is UNFREEZE.`,
    name: 'an updateInstanceStatus to NORMAL',
    make: about('updateInstanceStatus', { status: 'NORMAL' }),
  },
  {
    id: 'v2.change.linear-value',
    title: 'A quantity that is no integer is refused',
    group: 'changeInstanceCheck',
    source: 'saas-v2 §3.8',
    fix: 'linearValue is an integer: answer 000002 to anything else.',
    name: 'a changeInstanceCheck to the quantity many',
    make: about('changeInstanceCheck', { productInfo: { ...targetProduct, linearValue: 'many' } }),
  },
  ...(['refreshInstance', 'updateInstanceStatus', 'upgradeInstance', 'changeInstanceCheck'] as const).map(
    (activity): Refusal => ({
      id: `v2.${{ refreshInstance: 'refresh', updateInstanceStatus: 'status', upgradeInstance: 'upgrade', changeInstanceCheck: 'change' }[activity]}.no-instance`,
      title: 'A request about an instance that does not exist is refused',
      group: activity,
      source: 'saas-v2 §5',
      fix: knownInstance,
      name: `${activity.startsWith('u') ? 'an' : 'a'} ${activity} of an instance that does not exist`,
      codes: ['000003'],
      make: aboutNone(activity),
    }),
  ),
  {
    id: 'v2.release.no-instance',
    title: 'The release of an instance that does not exist is answered with 000003, or as done',
    group: 'releaseInstance',
    source: 'saas-v2 §3.6, §5',
    fix: 'Answer 000003, or 000000 if you cannot tell what never was from what was released; any other code is tried again for hours.',
    name: 'a releaseInstance of an instance that does not exist',
    codes: ['000003', '000000'],
    make: aboutNone('releaseInstance'),
  },
]

const offersIt = 'v2.upgrade.no-instance v2.change.no-instance'.split(' ')

/** A seller that does not offer an optional interface knows none of its instances and none of its members. */
const refusalCheck = ({ name, make, codes = ['000002'], level = 'must', ...check }: Refusal): Check => {
  const sent: Step<Exchange> = step(name, (bench) => make(bench, name))
  return {
    ...check,
    level,
    judge: async (look) => {
      const exchange = await look(sent)
      if (offersIt.includes(check.id) && hasCode(exchange, ['000002']))
        throw new CannotJudge('The interface is optional, and the server seems not to offer it.')
      return refused(exchange, ...codes)
    },
  }
}

const getOfNothing = step('a GET', (bench) =>
  send(bench, { name: 'a GET', activity: 'queryInstance', meant: 'either', method: 'GET', body: '' }),
)

const getCheck: Check = {
  id: 'v2.method.get',
  title: 'A GET is not taken for a request',
  level: 'should',
  group: bodies,
  source: 'saas-v2 §1',
  fix: 'Take POST only, and answer 405 or a refusal to any other method: addresses are kept in logs and fetched ahead.',
  judge: async (look) => {
    const exchange = await look(getOfNothing)
    return hasCode(exchange, ['000000', '000004'])
      ? faultOf(exchange, 'was carried out; requests come by POST only')
      : undefined
  },
}

/** Whether what cannot be carried out is refused, by the right code. */
export const refusalChecks: readonly Check[] = [...refusals.map(refusalCheck), getCheck]
