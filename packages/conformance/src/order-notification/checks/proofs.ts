import { step } from '../../engine/check.ts'
import type { Check, Step } from '../../engine/check.ts'
import { answerOf } from '../../engine/exchange.ts'
import type { Exchange, Meant } from '../../engine/exchange.ts'
import { faultOf, firstFault, notRefused, refused } from '../../engine/judging.ts'
import { proofsToAccept } from '../../saas-v2/checks/proof-accepted.ts'
import { proofsToRefuse } from '../../saas-v2/checks/proof-refused.ts'
import { compactBody } from '../../saas-v2/send.ts'
import type { Sending } from '../../saas-v2/send.ts'
import { notify } from '../steps.ts'

const source = 'order-notification §3'
const idOf = (id: string): string => id.replace(/^v2\./, 'notify.')

/** A notification that is right but for what is said, of an order that nobody made. */
const telling = (name: string, meant: Meant, rest: (body: string) => Partial<Sending>): Step<Exchange> =>
  step(name, (bench) => {
    const orderId = `no-such-order-${bench.hex(16)}`
    const message = { activity: 'orderNotify', orderId, orderLineId: `${orderId}-000001`, testFlag: '1' }
    const body = compactBody(message)
    return notify(bench, name, body, { meant, ...rest(body) })
  })

const wrongs = proofsToRefuse.map((wrong) => ({
  wrong,
  sent: telling(wrong.name, 'refuse', wrong.rest),
}))

/** Notifications are proved as requests of SaaS V2.0 are, so nothing else may pass for a proof. */
const refusedChecks: readonly Check[] = wrongs.map(({ wrong: { id, title, fix }, sent }) => ({
  id: idOf(id),
  title,
  level: 'must',
  group: 'Signature: what is refused',
  source,
  fix,
  judge: async (look) => {
    const exchange = await look(sent)
    if (exchange.code !== '000000') return undefined
    return faultOf(exchange, `was answered ${answerOf(exchange)}; it has to be refused`)
  },
}))

const acceptedChecks: readonly Check[] = proofsToAccept.map(
  ({ id, title, level, name, fix, rest, judge = takenForRight }) => {
    const sent = telling(name, 'either', rest)
    return {
      id: idOf(id),
      title,
      level,
      group: 'Signature: what is accepted',
      source,
      fix,
      judge: async (look) => judge(await look(sent)),
    }
  },
)

function takenForRight(exchange: Exchange): ReturnType<typeof notRefused> {
  return notRefused(exchange, '000001', '000002')
}

const chinese = telling('a notification with Chinese text', 'either', (body) => ({
  body: body.replaceAll('no-such-order', '订单'),
}))

const spelled = telling('a notification with Chinese text in escapes', 'either', (body) => ({
  body: body.replaceAll('no-such-order', '\\u8ba2\\u5355'),
}))

/** Whether the proof of a notification is looked at as it should be. */
export const proofChecks: readonly Check[] = [
  ...refusedChecks,
  {
    id: 'notify.proof.refusal-code',
    title: 'A wrong proof is refused with 000001, or 000002 for its timestamp and nonce',
    level: 'should',
    group: 'Signature: what is refused',
    source: 'order-notification §4',
    fix: 'Answer 000001 if the signature is missing or wrong and 000002 if it is the timestamp or the nonce: the page lists no codes, and these are the common ones.',
    judge: async (look) => {
      const answers = await Promise.all(
        wrongs.map(async ({ sent, wrong }) => ({ code: wrong.code, exchange: await look(sent) })),
      )
      return firstFault(answers, ({ code, exchange }) =>
        exchange.code === '000000' ? undefined : refused(exchange, code),
      )
    },
  },
  ...acceptedChecks,
  {
    id: 'notify.proof.body.chinese',
    title: 'A body with Chinese text verifies as UTF-8',
    level: 'must',
    group: 'Signature: what is accepted',
    source,
    fix: 'Hash the bytes of the body, or its text as UTF-8; never the text in the character set of the machine.',
    judge: async (look) => takenForRight(await look(chinese)),
  },
  {
    id: 'notify.proof.body.spelled',
    title: 'A body with Chinese text in escapes verifies over its bytes',
    level: 'must',
    group: 'Signature: what is accepted',
    source,
    fix: 'Hash the bytes as they came: a character and its escape are different bytes and have different signatures.',
    judge: async (look) => takenForRight(await look(spelled)),
  },
]
