import { toNames } from '../requests.ts'
import type { Outcome, SellerRequest } from '../requests.ts'
import type { Claims } from './claims.ts'
import { refuseUnreadable, writeFailure, writeRefusal } from './refuse.ts'
import type { RequestContext, Served } from './request-context.ts'
import { createSealing } from './sealing.ts'
import type { WireProtocol } from './wire-protocol.ts'

/**
 * A request that a key has proved. `claims` reads what it says about itself, for a problem if the request cannot be
 * read.
 */
type Proven<Received> = {
  readonly accessKey: string
  readonly received: Received
  readonly claims: () => Claims
}

/** Reads a genuine request, carries it out, and signs the answer with the key that signed the request. */
export async function serveProven<Received>(
  context: RequestContext,
  protocol: WireProtocol<Received>,
  { accessKey, received, claims }: Proven<Received>,
): Promise<Served> {
  const { config, complain } = context
  if (!config.protocols.has(protocol.protocol))
    return { accessKey, text: writeRefusal('000002', protocol.notServed) }
  const read = protocol.read(received, { accessKey, keyBits: config.keyBits, complain })
  if (!read.ok) return { accessKey, text: refuseUnreadable(context, read.reason, claims()) }
  const sealing = createSealing(accessKey, config.encryptType ?? protocol.encryptType)
  const write = (outcome: Outcome): string => protocol.write(outcome, sealing)
  return { accessKey, text: await replyTo(context, read.request, write) }
}

/**
 * Carries a request out and writes the answer. If the answer cannot be written, the fault is the seller's and is
 * reported.
 */
async function replyTo(
  context: RequestContext,
  request: SellerRequest,
  write: (outcome: Outcome) => string,
): Promise<string> {
  const outcome = await context.carryOut(request)
  try {
    return write(outcome)
  } catch (error) {
    context.complain({ code: 'answer_invalid', error, ...toNames(request) })
    return writeFailure()
  }
}
