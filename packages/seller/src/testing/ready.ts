import { SellerAssertionError } from './assertions.ts'
import type { TestReply } from './reply.ts'
import { getProtocol } from './wire/protocols.ts'
import type { TestMessage } from './wire/protocols.ts'

type Asking = {
  readonly withinMs: number
  readonly send: (message: TestMessage) => Promise<TestReply>
  readonly repeat: (reply: TestReply) => Promise<TestReply>
}

/** Between two looks, as the test clock stands still and the seller's own work does not. */
const pauseMs = 10

const isUnderWay = ({ resultCode }: TestReply): boolean => resultCode === '000004'

/** Asks until an instance that is being made is there: SaaS V2.0 by a query, SaaS V1.0 by the same request again. */
export async function waitUntilReady(
  opened: TestReply,
  { withinMs, send, repeat }: Asking,
): Promise<TestReply> {
  const { sent } = opened
  const isOpening = sent.message.activity === 'newInstance'
  if (!isOpening || !isWaitedFor(opened) || withinMs === 0) return opened
  const until = performance.now() + withinMs
  const query = queryAfter(opened)
  for (;;) {
    const asked = query ? await send(query) : await repeat(opened)
    if (!isUnderWay(asked)) return query && asked.resultCode === '000000' ? opened : asked
    if (performance.now() >= until)
      throw new SellerAssertionError(`The instance was not there within ${withinMs} ms.`, asked)
    await new Promise<void>((resolve) => void setTimeout(resolve, pauseMs))
  }
}

/** An opening is there at once, or under way; whatever else was answered is not waited for. */
const isWaitedFor = (opened: TestReply): boolean => isUnderWay(opened) && opened.instanceId !== undefined

/** What asks for the instance from the same side as the opening, a test call as one; undefined where the opening is repeated. */
function queryAfter({ sent, instanceId = '' }: TestReply): TestMessage | undefined {
  const isTest = 'testFlag' in sent.message && sent.message.testFlag === '1'
  return getProtocol(sent).askAfter?.(instanceId, isTest)
}
