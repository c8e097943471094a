import { CannotJudge, defineStep } from '../engine/check.ts'
import type { Check, Judgement, Look, Step } from '../engine/check.ts'
import type { Exchange } from '../engine/exchange.ts'
import { judgeAccepted, toFault } from '../engine/judging.ts'
import type { OrderDesk } from '../engine/order-desk.ts'
import { readMessage } from '../stamped/send.ts'
import { boughtQuantity } from './book.ts'

const givenDesk = defineStep('the order query of the run', async (bench) => bench.orders)

/** The open APIs of the run. Throws a {@link CannotJudge} if it serves none. */
export async function requireDesk(look: Look): Promise<OrderDesk> {
  const desk = await look(givenDesk)
  if (!desk) throw new CannotJudge('The order query is only served with --orders.')
  return desk
}

/** The order of a request must have been queried, and the query must have been answered with it. */
function askedFor(desk: OrderDesk, exchange: Exchange, quantity: number): Judgement {
  const orderId = String(readMessage(exchange)['orderId'])
  const queries = desk.asked.filter((one) => one.orderId === orderId)
  if (queries.some(({ refusal }) => refusal === undefined)) return undefined
  const [first] = queries
  if (first) return toFault(exchange, `was carried out, although its order query failed: ${first.refusal}`)
  const whose =
    desk.asked.length === 0 ? `no order was queried at ${desk.url}` : `its order ${orderId} was not queried`
  return toFault(exchange, `was carried out, and ${whose}; only the order has the quantity ${quantity}`)
}

/** Judges whether the order of a request that was carried out was queried, at the latest when `until` is done. */
export const judgeAskedAfter =
  (sent: Step<Exchange>, quantity: number, until?: Step<unknown>): Check['judge'] =>
  async (look) => {
    const desk = await requireDesk(look)
    const exchange = await look(sent)
    if (exchange.code !== '000000' && exchange.code !== '000004')
      throw new CannotJudge(`It was not carried out: ${exchange.name}.`)
    // A server that opens instances asynchronously may send the query then.
    if (until) await look(until)
    return askedFor(desk, exchange, quantity)
  }

export const orderGroup = 'The order query'

/** How a protocol opens what an order names. */
export type OrderRules = {
  readonly prefix: string
  /** The name of the protocol in sentences. */
  readonly protocol: string
  /** The section about what only the order has. */
  readonly source: string
  readonly opening: Step<Exchange>
  readonly instance: Step<unknown>
}

export const createOrigin = (protocol: string): string =>
  `${protocol} sends only the IDs of an order. Use the base URL of the open APIs that the run prints, with its AK and SK, and query the order before you carry it out`

/** Whether a seller queries what was bought; judged only if the run answers the order query. */
export const createOrderChecks = ({
  prefix,
  protocol,
  source,
  opening,
  instance,
}: OrderRules): readonly Check[] => [
  {
    id: `${prefix}.orders.opened`,
    title: `A purchase of ${boughtQuantity} whose order can be queried is activated`,
    level: 'must',
    group: orderGroup,
    source,
    fix: 'Answer newInstance with 000000 or 000004 once the order query has returned what was bought. The log of your server shows the response.',
    judge: async (look) => {
      await requireDesk(look)
      return judgeAccepted(await look(opening), '000000', '000004')
    },
  },
  {
    id: `${prefix}.orders.asked`,
    title: 'The order is queried when a purchase is activated',
    level: 'must',
    group: orderGroup,
    source: `${source}; open-apis §3`,
    fix: `${createOrigin(protocol)}.`,
    judge: judgeAskedAfter(opening, boughtQuantity, instance),
  },
  {
    id: `${prefix}.orders.proof`,
    title: 'Every order query is signed correctly and names an existing order',
    level: 'must',
    group: orderGroup,
    source: 'open-apis §1, §3.1; ak-sk-signing §3',
    fix: 'Sign with SDK-HMAC-SHA256 and the AK and SK that the run prints, and query the orderId and orderLineId of the request that you answer. `loggia verify ak-sk` shows what is wrong with a signature.',
    last: true,
    judge: async (look) => {
      const desk = await requireDesk(look)
      await look(opening)
      if (desk.asked.length === 0) throw new CannotJudge(`No order was queried at ${desk.url}.`)
      const refused = desk.asked.find(({ refusal }) => refusal !== undefined)
      return refused && `The query of the order ${refused.orderId ?? '—'} was refused: ${refused.refusal}.`
    },
  },
]
