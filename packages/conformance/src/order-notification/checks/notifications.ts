import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../../engine/bench.ts'
import { defineStep } from '../../engine/check.ts'
import type { Check, Level } from '../../engine/check.ts'
import { judgeAccepted, findFirstFault } from '../../engine/judging.ts'
import { judgeRefusedAnyhow, judgeRefusalCodes } from '../../replies/verdicts.ts'
import { firstNotification, createNotification, notify, requireFirst, unknownActivity } from '../steps.ts'

const once =
  'The same notification is sent again if a response was lost: store orderId and orderLineId, do the work once, and answer 000000 each time.'

type Accepted = {
  readonly id: string
  readonly title: string
  readonly level?: Level
  readonly source?: string
  readonly name: string
  readonly fix: string
  /** Members that are added to those of the first message, or replace them. */
  readonly more: (bench: Bench, first: JsonObject) => JsonObject
  /** Members that are left out. */
  readonly without?: string
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const freshly = (bench: Bench): JsonObject => createNotification(bench)

const acceptedOnes: readonly Accepted[] = [
  {
    id: 'notify.repeat',
    title: 'A repeated notification is accepted',
    name: 'a repeat of the first notification',
    fix: once,
    more: (_, first) => first,
    source: 'order-notification §4',
  },
  {
    id: 'notify.other-line',
    title: 'Another line of the same order is accepted',
    name: 'a notification of another line of the first order',
    fix: 'An order with several lines is notified line by line: use orderId and orderLineId together.',
    more: (_, first) => ({ ...first, orderLineId: `${text(first['orderId'])}-000002` }),
  },
  {
    id: 'notify.other-order',
    title: 'The same line number of another order is accepted',
    name: 'a notification of another order with the same line',
    fix: 'Use orderId and orderLineId together: an orderLineId alone may not be unique.',
    more: (bench, first) => ({ ...freshly(bench), orderLineId: first['orderLineId'] }),
  },
  {
    id: 'notify.test-flag.1',
    title: 'A notification with testFlag 1 is accepted',
    name: 'a notification with testFlag 1',
    fix: 'testFlag 1 is sent by the debugging console: answer as usual, but do nothing that a buyer can see.',
    more: (bench) => ({ ...freshly(bench), testFlag: '1' }),
  },
  {
    id: 'notify.test-flag.absent',
    title: 'A notification without testFlag is accepted',
    level: 'should',
    name: 'a notification without testFlag',
    fix: 'Treat a missing testFlag as 0: the table lists it as required, but also with a default.',
    more: freshly,
    without: 'testFlag',
  },
  {
    id: 'notify.mock-order',
    title: 'A mock order of the debugging console is accepted',
    level: 'should',
    source: 'order-notification §5',
    name: 'a notification of a mock order',
    fix: 'A debugging order may have the ID MOCKPERIODYEARNEW: accept any string as orderId.',
    more: () => ({
      activity: 'orderNotify',
      orderId: 'MOCKPERIODYEARNEW',
      orderLineId: 'MOCKPERIODYEARNEW-000001',
      testFlag: '1',
    }),
  },
  {
    id: 'notify.longest',
    title: 'IDs of 64 characters are accepted',
    level: 'should',
    name: 'a notification with IDs of 64 characters',
    fix: 'Use the lengths of the protocol for your columns and checks.',
    more: (bench) => {
      const { orderId, ...rest } = freshly(bench)
      const long = text(orderId).padEnd(64, 'x')
      return { ...rest, orderId: long, orderLineId: long }
    },
  },
  {
    id: 'notify.unknown-member',
    title: 'An unknown field is ignored',
    level: 'should',
    name: 'a notification with an extra field',
    fix: 'Ignore unknown fields: new ones may be added.',
    more: (bench) => ({ ...freshly(bench), addedInSomeYear: 'x' }),
  },
]

const acceptedCheck = (one: Accepted): Check => {
  const { id, title, level = 'must', name, fix, more, without = '', source } = one
  const sent = defineStep(name, async (bench) => {
    const first = await requireFirst(bench.look)
    const { [without]: _left, ...message } = more(bench, first)
    return notify(bench, name, message)
  })
  return {
    id,
    title,
    level,
    group: 'Notifications that are accepted',
    source: source ?? 'order-notification §2',
    fix,
    judge: async (look) => judgeAccepted(await look(sent), '000000'),
  }
}

/** The same notification four times at the same moment. */
const atOnce = defineStep('repeats at the same moment', async (bench) => {
  await requireFirst(bench.look)
  const message = createNotification(bench)
  return Promise.all(
    [1, 2, 3, 4].map((n) => notify(bench, `repeat ${n} of 4 simultaneous notifications`, message)),
  )
})

const plain: readonly Check[] = [
  {
    id: 'notify.accepted',
    title: 'A notification is accepted',
    level: 'must',
    group: 'Notifications that are accepted',
    source: 'order-notification §4',
    fix: 'Answer 000000 once you have stored the IDs, and query the order afterwards, in the background. If the signature was refused, see the signature checks first.',
    judge: async (look) => judgeAccepted(await look(firstNotification), '000000'),
  },
  {
    id: 'notify.repeat.concurrent',
    title: 'Simultaneous notifications are accepted',
    level: 'must',
    group: 'Notifications that are accepted',
    source: 'order-notification §4',
    fix: `Let a unique index on orderId and orderLineId decide which was first, and treat its error as “already known”. ${once}`,
    judge: async (look) => findFirstFault(await look(atOnce), (one) => judgeAccepted(one, '000000')),
  },
]

type Refused = {
  readonly id: string
  readonly title: string
  readonly level?: Level
  readonly name: string
  readonly fix: string
  readonly body: (message: JsonObject) => JsonObject | string
}

const without =
  (name: string) =>
  ({ [name]: _left, ...message }: JsonObject): JsonObject =>
    message
const having =
  (more: JsonObject) =>
  (message: JsonObject): JsonObject => ({ ...message, ...more })

const demand =
  'Answer 000002 if a required field is missing, empty or not a string, before anything is stored.'
const measured = 'Answer 000002 to a value that is longer than the protocol allows; do not cut it.'
const parsed =
  'Answer 000002 to a body that is not a JSON object, with HTTP 200: check the error handler of your framework.'

const refusedOnes: readonly Refused[] = [
  {
    id: 'notify.missing.activity',
    title: 'A notification without an activity is refused',
    level: 'must',
    name: 'a notification without an activity',
    fix: demand,
    body: without('activity'),
  },
  {
    id: 'notify.missing.orderId',
    title: 'A notification without orderId is refused',
    level: 'must',
    name: 'a notification without orderId',
    fix: demand,
    body: without('orderId'),
  },
  {
    id: 'notify.missing.orderLineId',
    title: 'A notification without orderLineId is refused',
    level: 'must',
    name: 'a notification without orderLineId',
    fix: demand,
    body: without('orderLineId'),
  },
  {
    id: 'notify.empty.orderId',
    title: 'An empty orderId is refused',
    name: 'a notification with an empty orderId',
    fix: demand,
    body: having({ orderId: '' }),
  },
  {
    id: 'notify.empty.orderLineId',
    title: 'An orderLineId that is null is refused',
    name: 'a notification whose orderLineId is null',
    fix: demand,
    body: having({ orderLineId: null }),
  },
  {
    id: 'notify.type.orderId',
    title: 'An orderId that is a number is refused',
    name: 'a notification whose orderId is a number',
    fix: demand,
    body: having({ orderId: 12_345 }),
  },
  {
    id: 'notify.type.orderLineId',
    title: 'An orderLineId that is a list is refused',
    name: 'a notification whose orderLineId is a list',
    fix: demand,
    body: having({ orderLineId: ['CS0000000000002-000001'] }),
  },
  {
    id: 'notify.too-long.orderId',
    title: 'An orderId of 65 characters is refused',
    name: 'a notification with an orderId of 65 characters',
    fix: measured,
    body: having({ orderId: 'x'.repeat(65) }),
  },
  {
    id: 'notify.too-long.orderLineId',
    title: 'An orderLineId of 65 characters is refused',
    name: 'a notification with an orderLineId of 65 characters',
    fix: measured,
    body: having({ orderLineId: 'x'.repeat(65) }),
  },
  {
    id: 'notify.value.testFlag',
    title: 'A testFlag other than 0 and 1 is refused',
    name: 'a notification with testFlag 2',
    fix: 'Answer 000002 to a value that the protocol does not define.',
    body: having({ testFlag: '2' }),
  },
  {
    id: 'notify.body.text',
    title: 'A body that is not JSON is refused',
    name: 'a notification that is not JSON',
    fix: parsed,
    body: () => 'orderId=CS0000000000002',
  },
  {
    id: 'notify.body.list',
    title: 'A body that is a list is refused',
    name: 'a notification in a list',
    fix: parsed,
    body: (message) => JSON.stringify([message]),
  },
  {
    id: 'notify.body.empty',
    title: 'An empty body is refused',
    name: 'a notification without a body',
    fix: parsed,
    body: () => '',
  },
]

const sentOnes = refusedOnes.map((one) => ({
  ...one,
  sent: defineStep(one.name, async (bench) => {
    await requireFirst(bench.look)
    return notify(bench, one.name, one.body(createNotification(bench)), { meant: 'refuse' })
  }),
}))

/** A message that no marketplace sends makes this advice, unless the message does not say what it is about. */
const refusedCheck = ({ id, title, level = 'should', fix, sent }: (typeof sentOnes)[number]): Check => ({
  id,
  title,
  level,
  group: 'Notifications that are refused',
  source: 'order-notification §2',
  fix,
  judge: async (look) => judgeRefusedAnyhow(await look(sent)),
})

/** What a receiver of order notifications must accept, and what it must refuse. */
export const notificationChecks: readonly Check[] = [
  ...plain,
  ...acceptedOnes.map(acceptedCheck),
  {
    id: 'notify.activity.unknown',
    title: 'An unknown activity is refused',
    level: 'must',
    group: 'Notifications that are refused',
    source: 'order-notification §2',
    fix: 'Answer 000002 to an unknown activity, never 000000, which means success.',
    judge: async (look) => judgeRefusedAnyhow(await look(unknownActivity)),
  },
  ...sentOnes.map(refusedCheck),
  {
    id: 'notify.refusal-code',
    title: 'A wrong notification is refused with 000002',
    level: 'should',
    group: 'Notifications that are refused',
    source: 'order-notification §4',
    fix: 'Answer 000002 to a notification that does not conform: the protocol lists no codes, and this is the common one.',
    judge: async (look) => {
      const steps = [unknownActivity, ...sentOnes.map(({ sent }) => sent)]
      const answers = steps.map(async (one) => ({ exchange: await look(one), codes: ['000002'] }))
      return judgeRefusalCodes(await Promise.all(answers))
    },
  },
]
