import type { Message, Parts } from '../saas-v2/right.ts'
import type { WrongSeller } from '../seller.ts'
import { listWrongReplies } from '../stamped/wrong-replies.ts'
import { findFaults, createNotifiedSeller } from './right.ts'

type Change = (right: Parts) => Partial<Parts>
type Wrong = Omit<WrongSeller, 'make'> & { readonly change: Change }

/** Refuses notifications of one kind that a correct seller accepts. */
const refuses =
  (isOdd: (message: Message) => boolean, code = '000002'): Change =>
  (right) => ({
    messageFault: (message) => (isOdd(message) ? code : right.messageFault(message)),
  })

/** Accepts notifications in spite of these faults. */
const overlooks =
  (isOverlooked: (fault: string, message: Message) => boolean): Change =>
  () => ({
    messageFault: (message) =>
      findFaults(message).every((fault) => isOverlooked(fault, message)) ? undefined : '000002',
  })

/** Refuses a notification that it has seen before, recognised by `keyOf`. */
const refusesAgain = (keyOf: (message: Message) => string, code: string): Change =>
  function change(right) {
    const seen = new Set<string>()
    return {
      carryOut: (message, shop, parts) => {
        const key = keyOf(message)
        if (seen.has(key)) return { resultCode: code, resultMsg: 'This was told before.' }
        seen.add(key)
        return right.carryOut(message, shop, parts)
      },
    }
  }

const isText = (value: unknown): value is string => typeof value === 'string'
const isLong = (value: unknown): boolean => isText(value) && value.length > 64

const taken: readonly Wrong[] = [
  {
    name: 'takes-no-notification',
    defect: 'It fails at every notification',
    found: ['notify.accepted'],
    change: () => ({ carryOut: () => ({ resultCode: '000005', resultMsg: 'Something went wrong.' }) }),
  },
  {
    name: 'refuses-repeats',
    defect: 'It refuses a repeated notification',
    found: ['notify.repeat', 'notify.repeat.concurrent'],
    change: refusesAgain(({ orderId, orderLineId }) => JSON.stringify([orderId, orderLineId]), '000005'),
  },
  {
    name: 'goes-by-order',
    defect: 'It recognises a notification by its orderId alone, and refuses another line',
    found: ['notify.other-line'],
    also: ['notify.repeat', 'notify.repeat.concurrent'],
    change: refusesAgain(({ orderId }) => String(orderId), '000005'),
  },
  {
    name: 'goes-by-line',
    defect: 'It recognises a notification by its orderLineId alone, and refuses one of another order',
    found: ['notify.other-order'],
    also: ['notify.repeat', 'notify.repeat.concurrent'],
    change: refusesAgain(({ orderLineId }) => String(orderLineId), '000005'),
  },
  {
    name: 'refuses-tests',
    defect: 'It refuses notifications with testFlag 1',
    found: ['notify.test-flag.1'],
    spreads: true,
    change: refuses(({ testFlag }) => testFlag === '1'),
  },
  {
    name: 'wants-a-flag',
    defect: 'It requires testFlag',
    found: ['notify.test-flag.absent'],
    change: refuses(({ testFlag }) => testFlag === undefined),
  },
  {
    name: 'wants-order-numbers',
    defect: 'It refuses orders that do not start with CS',
    found: ['notify.mock-order'],
    change: refuses(({ orderId }) => String(orderId).startsWith('MOCK')),
  },
  {
    name: 'keeps-short-ids',
    defect: 'It stores only 50 characters of IDs',
    found: ['notify.longest'],
    change: refuses(
      ({ orderId, orderLineId }) => String(orderId).length > 50 || String(orderLineId).length > 50,
    ),
  },
  {
    name: 'refuses-unknown-members',
    defect: 'It refuses an unknown field',
    found: ['notify.unknown-member'],
    change: refuses((message) =>
      Object.keys(message).some((name) => !['activity', 'orderId', 'orderLineId', 'testFlag'].includes(name)),
    ),
  },
]

const untaken: readonly Wrong[] = [
  {
    name: 'compares-content-types',
    defect: 'It accepts only the content type application/json;charset=utf-8',
    found: ['notify.proof.type.plain', 'notify.proof.type.hyphen'],
    change: (right) => ({
      proofFault: (request, parts) =>
        request.headers['content-type'] === 'application/json;charset=utf-8'
          ? right.proofFault(request, parts)
          : '000002',
    }),
  },
  {
    name: 'does-whatever-it-is-told',
    defect: 'It treats an unknown activity as a notification',
    found: ['notify.activity.unknown'],
    change: overlooks((fault, { activity }) => fault === 'activity' && activity !== undefined),
  },
  {
    name: 'has-one-code-for-all',
    defect: 'It refuses a wrong notification with the code for internal errors',
    found: ['notify.refusal-code'],
    change: (right) => ({
      messageFault: (message) => (right.messageFault(message) === undefined ? undefined : '000005'),
    }),
  },
  {
    name: 'needs-no-activity',
    defect: 'It treats a body without an activity as a notification',
    found: ['notify.missing.activity'],
    change: overlooks((fault, { activity }) => fault === 'activity' && activity === undefined),
  },
  {
    name: 'needs-no-order',
    defect: 'It accepts a notification without orderId',
    found: ['notify.missing.orderId'],
    change: overlooks((fault, { orderId }) => fault === 'orderId' && orderId === undefined),
  },
  {
    name: 'needs-no-line',
    defect: 'It accepts a notification without orderLineId',
    found: ['notify.missing.orderLineId'],
    change: overlooks((fault, { orderLineId }) => fault === 'orderLineId' && orderLineId === undefined),
  },
  {
    name: 'takes-empty-orders',
    defect: 'It accepts an empty orderId',
    found: ['notify.empty.orderId'],
    change: overlooks((fault, { orderId }) => fault === 'orderId' && orderId === ''),
  },
  {
    name: 'takes-null',
    defect: 'It accepts null as orderLineId',
    found: ['notify.empty.orderLineId'],
    change: overlooks((fault, { orderLineId }) => fault === 'orderLineId' && orderLineId === null),
  },
  {
    name: 'takes-numbers',
    defect: 'It accepts a number as orderId',
    found: ['notify.type.orderId'],
    change: overlooks((fault, { orderId }) => fault === 'orderId' && typeof orderId === 'number'),
  },
  {
    name: 'takes-lists',
    defect: 'It accepts a list as orderLineId',
    found: ['notify.type.orderLineId'],
    change: overlooks((fault, { orderLineId }) => fault === 'orderLineId' && Array.isArray(orderLineId)),
  },
  {
    name: 'measures-no-order',
    defect: 'It accepts an orderId of any length',
    found: ['notify.too-long.orderId'],
    change: overlooks((fault, { orderId }) => fault === 'orderId' && isLong(orderId)),
  },
  {
    name: 'measures-no-line',
    defect: 'It accepts an orderLineId of any length',
    found: ['notify.too-long.orderLineId'],
    change: overlooks((fault, { orderLineId }) => fault === 'orderLineId' && isLong(orderLineId)),
  },
  {
    name: 'takes-any-flag',
    defect: 'It accepts any testFlag',
    found: ['notify.value.testFlag'],
    change: overlooks((fault) => fault === 'testFlag'),
  },
  {
    name: 'takes-forms',
    defect: 'It treats a body that is not JSON as an empty notification',
    found: ['notify.body.text'],
    change: takesBody((body) => body.startsWith('orderId=')),
  },
  {
    name: 'takes-a-list',
    defect: 'It accepts a list as a notification',
    found: ['notify.body.list'],
    change: takesBody((body) => body.startsWith('[')),
  },
  {
    name: 'takes-no-body',
    defect: 'It accepts an empty body as a notification',
    found: ['notify.body.empty'],
    change: takesBody((body) => body === ''),
  },
]

/** Accepts bodies of one kind as correct notifications. */
function takesBody(isTaken: (body: string) => boolean): Change {
  return (right) => ({
    readBody: (body) =>
      isTaken(body.toString())
        ? { activity: 'orderNotify', orderId: 'CS1', orderLineId: 'CS1-000001' }
        : right.readBody(body),
  })
}

export const wrongNotified: readonly WrongSeller[] = [
  ...taken,
  ...untaken,
  ...listWrongReplies('notify'),
].map(({ change, ...wrong }) => ({ ...wrong, make: createNotifiedSeller(change) }))
