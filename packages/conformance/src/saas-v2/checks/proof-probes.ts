import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Step } from '../../engine/check.ts'
import type { Exchange, Meant } from '../../engine/exchange.ts'
import { createUnknownId } from '../../purchases/ids.ts'
import { createMessage } from '../messages.ts'
import { defineComparison } from '../../stamped/proof-checks.ts'
import type { Probe } from '../../stamped/proof-checks.ts'
import { writeCompactBody, send } from '../../stamped/send.ts'
import type { Sending } from '../../stamped/send.ts'
import { mainInstance } from '../steps.ts'

/**
 * The body for trying out proofs: a query of an existing instance. With a valid proof it is carried out, which changes
 * nothing, so the answer shows whether the proof was accepted. If nothing can be bought, it queries an unknown
 * instance, and answers can only be compared.
 */
const probed = defineStep('a query for signature tests', async (bench) =>
  writeCompactBody(createMessage(bench, 'queryInstance', await bench.look(probeInstanceId))),
)

/** The id of that instance, or an unknown one. */
export const probeInstanceId = defineStep('an instance for signature tests', async (bench) => {
  try {
    return (await bench.look(mainInstance)).instanceId
  } catch (error) {
    if (!(error instanceof CannotJudge)) throw error
    return createUnknownId(bench)
  }
})

type Rest = (body: string) => Partial<Sending>

/** Sends such a query with changes to its proof or form; `rest` gets the body of a correct sender. */
export const sendProbe: Probe = async (bench, name, meant, rest) => {
  const body = await bench.look(probed)
  return send(bench, { name, activity: 'queryInstance', meant, body, ...rest?.(body) })
}

/** The same as a step. */
export const defineProbe = (name: string, meant: Meant, rest?: Rest): Step<Exchange> =>
  defineStep(name, (bench) => sendProbe(bench, name, meant, rest))

/** How this server answers a right query and a forged one. */
export const comparisonStep = defineComparison({ probe: sendProbe, subject: 'queryInstance' })
