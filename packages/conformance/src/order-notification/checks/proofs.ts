import type { Bench } from '../../engine/bench.ts'
import { defineStep } from '../../engine/check.ts'
import type { Check, Step } from '../../engine/check.ts'
import type { Exchange, Meant } from '../../engine/exchange.ts'
import { judgeRefusalCodes, judgeTakenForForged, judgeTakenForRight } from '../../replies/verdicts.ts'
import type { Compared } from '../../replies/verdicts.ts'
import { proofsToAccept } from '../../stamped/proofs-to-accept.ts'
import { proofsToRefuse } from '../../stamped/proofs-to-refuse.ts'
import { writeCompactBody, signWithAnotherKey } from '../../stamped/send.ts'
import type { Sending } from '../../stamped/send.ts'
import { notify } from '../steps.ts'

const source = 'order-notification §3'
const idOf = (id: string): string => id.replace(/^v2\./, 'notify.')

/** Sends a notification of a made-up order that is correct except for `rest`. */
function sendTold(
  bench: Bench,
  name: string,
  meant: Meant,
  rest?: (body: string) => Partial<Sending>,
): Promise<Exchange> {
  const orderId = `no-such-order-${bench.hex(16)}`
  const message = { activity: 'orderNotify', orderId, orderLineId: `${orderId}-000001`, testFlag: '1' }
  const body = writeCompactBody(message)
  return notify(bench, name, body, { meant, ...rest?.(body) })
}

const telling = (name: string, meant: Meant, rest: (body: string) => Partial<Sending>): Step<Exchange> =>
  defineStep(name, (bench) => sendTold(bench, name, meant, rest))

/** How this server answers a correct notification and a forged one. */
const compared = defineStep('a correct notification and a forged one', async (bench): Promise<Compared> => {
  const [right, forged] = await Promise.all([
    sendTold(bench, 'a plain notification', 'either'),
    sendTold(bench, 'a forged notification', 'refuse', () => ({ prove: signWithAnotherKey })),
  ])
  return { right, forged }
})

const wrongs = proofsToRefuse.map((wrong) => ({
  wrong,
  sent: telling(wrong.name, 'refuse', wrong.rest),
}))

/** The proof is that of SaaS V2.0, so the same wrong proofs must be refused. */
const refusedChecks: readonly Check[] = wrongs.map(({ wrong: { id, title, fix }, sent }) => ({
  id: idOf(id),
  title,
  level: 'must',
  group: 'Signature: what is refused',
  source,
  fix,
  judge: async (look) => judgeTakenForForged(await look(sent), (await look(compared)).right),
}))

const acceptedChecks: readonly Check[] = proofsToAccept.map(
  ({ id, title, level, name, fix, rest, judge = judgeTakenForRight }) => {
    const sent = telling(name, 'either', rest)
    return {
      id: idOf(id),
      title,
      level,
      group: 'Signature: what is accepted',
      source,
      fix,
      judge: async (look) => judge(await look(sent), await look(compared)),
    }
  },
)

const chinese = telling('a notification with Chinese text', 'either', (body) => ({
  body: body.replaceAll('no-such-order', '订单'),
}))

const spelled = telling('a notification with Chinese text in escapes', 'either', (body) => ({
  body: body.replaceAll('no-such-order', '\\u8ba2\\u5355'),
}))

/** Whether the proof of a notification is verified correctly. */
export const proofChecks: readonly Check[] = [
  ...refusedChecks,
  {
    id: 'notify.proof.refusal-code',
    title: 'A wrong signature is refused with 000001, a wrong timestamp or nonce with 000002',
    level: 'should',
    group: 'Signature: what is refused',
    source: 'order-notification §4',
    fix: 'Answer 000001 if the signature is missing or wrong, and 000002 for the timestamp or the nonce: the protocol lists no codes, and these are the common ones.',
    judge: async (look) => {
      const answers = wrongs.map(async ({ sent, wrong }) => ({
        exchange: await look(sent),
        codes: [wrong.code],
      }))
      return judgeRefusalCodes(await Promise.all(answers))
    },
  },
  ...acceptedChecks,
  {
    id: 'notify.proof.body.chinese',
    title: 'A body with Chinese text is verified as UTF-8',
    level: 'must',
    group: 'Signature: what is accepted',
    source,
    fix: 'Hash the bytes of the body, or its text as UTF-8; never in the default character set of the machine.',
    judge: async (look) => judgeTakenForRight(await look(chinese), await look(compared)),
  },
  {
    id: 'notify.proof.body.spelled',
    title: 'A body with escaped Chinese text is verified over its bytes',
    level: 'should',
    group: 'Signature: what is accepted',
    source,
    fix: 'Hash the bytes as received: a character and its escape are different bytes with different signatures.',
    judge: async (look) => judgeTakenForRight(await look(spelled), await look(compared)),
  },
]
