import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../../engine/bench.ts'
import { defineStep } from '../../engine/check.ts'
import type { Check, Level } from '../../engine/check.ts'
import { judgeAccepted, findFirstFault } from '../../engine/judging.ts'
import { judgeRefusedAnyhow, judgeRefusalCodes } from '../../replies/verdicts.ts'
import { firstNotification, createNotification, notify, requireFirst, unknownActivity } from '../steps.ts'

const once =
  'The same notification comes again whenever a reply was lost: keep orderId and orderLineId, do your work once, and answer 000000 each time.'

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
    title: 'A notification that comes again is accepted',
    name: 'a repeat of the first notification',
    fix: once,
    more: (_, first) => first,
    source: 'order-notification §4',
  },
  {
    id: 'notify.other-line',
    title: 'Another line of the same order is accepted',
    name: 'a notification of another line of the first order',
    fix: 'An order of several lines is told line by line: go by orderId and orderLineId together.',
    more: (_, first) => ({ ...first, orderLineId: `${text(first['orderId'])}-000002` }),
  },
  {
    id: 'notify.other-order',
    title: 'The same line number of another order is accepted',
    name: 'a notification of another order with the same line',
    fix: 'Go by orderId and orderLineId together: an orderLineId alone is not promised to be unique.',
    more: (bench, first) => ({ ...freshly(bench), orderLineId: first['orderLineId'] }),
  },
  {
    id: 'notify.test-flag.1',
    title: 'A notification with testFlag 1 is accepted',
    name: 'a notification with testFlag 1',
    fix: 'testFlag 1 comes from the debugging console: answer as usual, and do nothing that a buyer sees.',
    more: (bench) => ({ ...freshly(bench), testFlag: '1' }),
  },
  {
    id: 'notify.test-flag.absent',
    title: 'A notification without testFlag is accepted',
    level: 'should',
    name: 'a notification without testFlag',
    fix: 'Take 0 for a testFlag that is missing: the table has it as mandatory and with a default at once.',
    more: freshly,
    without: 'testFlag',
  },
  {
    id: 'notify.mock-order',
    title: 'A mock order of the debugging console is accepted',
    level: 'should',
    source: 'order-notification §5',
    name: 'a notification of a mock order',
    fix: 'While it is debugged, an order may be called MOCKPERIODYEARNEW: take whatever text an orderId is.',
    more: () => ({
      activity: 'orderNotify',
      orderId: 'MOCKPERIODYEARNEW',
      orderLineId: 'MOCKPERIODYEARNEW-000001',
      testFlag: '1',
    }),
  },
  {
    id: 'notify.longest',
    title: 'Ids of 64 characters are accepted',
    level: 'should',
    name: 'a notification with ids of 64 characters',
    fix: 'Give your columns and checks the lengths of the table.',
    more: (bench) => {
      const { orderId, ...rest } = freshly(bench)
      const long = text(orderId).padEnd(64, 'x')
      return { ...rest, orderId: long, orderLineId: long }
    },
  },
  {
    id: 'notify.unknown-member',
    title: 'A member that the table does not have is ignored',
    level: 'should',
    name: 'a notification with a member more',
    fix: 'Ignore members that you do not know: some may be added.',
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
    [1, 2, 3, 4].map((n) => notify(bench, `a notification that came ${n} of 4 times at once`, message)),
  )
})

const plain: readonly Check[] = [
  {
    id: 'notify.accepted',
    title: 'A notification is accepted',
    level: 'must',
    group: 'Notifications that are accepted',
    source: 'order-notification §4',
    fix: 'Answer 000000 when you have kept the ids; ask the order query for the rest, behind the reply. If the proof was refused, see the checks of the signature first.',
    judge: async (look) => judgeAccepted(await look(firstNotification), '000000'),
  },
  {
    id: 'notify.repeat.concurrent',
    title: 'Notifications that come at the same moment are accepted',
    level: 'must',
    group: 'Notifications that are accepted',
    source: 'order-notification §4',
    fix: `Let a unique index on orderId and orderLineId decide which came first, and take its complaint for “known already”. ${once}`,
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

const demand = 'Answer 000002 if a mandatory member is missing, empty or no text, before anything is kept.'
const measured = 'Answer 000002 for a value that is longer than the table allows; do not cut it.'
const parsed =
  'Answer 000002 to a body that is no JSON object, with HTTP 200: look into the error handler of your framework.'

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
    fix: 'Answer 000002 for a value that the table does not have.',
    body: having({ testFlag: '2' }),
  },
  {
    id: 'notify.body.text',
    title: 'A body that is no JSON is refused',
    name: 'a notification that is no JSON',
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
    fix: 'Answer 000002 to an activity that you do not know; never 000000, which says that it was done.',
    judge: async (look) => judgeRefusedAnyhow(await look(unknownActivity)),
  },
  ...sentOnes.map(refusedCheck),
  {
    id: 'notify.refusal-code',
    title: 'What is wrong with a notification is refused with 000002',
    level: 'should',
    group: 'Notifications that are refused',
    source: 'order-notification §4',
    fix: 'Answer 000002 to a notification that is not as its table says: the page lists no codes, and this is the common one.',
    judge: async (look) => {
      const steps = [unknownActivity, ...sentOnes.map(({ sent }) => sent)]
      const answers = steps.map(async (one) => ({ exchange: await look(one), codes: ['000002'] }))
      return judgeRefusalCodes(await Promise.all(answers))
    },
  },
]
