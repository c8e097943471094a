import { SellerAssertionError } from './assertions.ts'
import type { TestReply } from './reply.ts'
import { getProtocol } from './wire/protocols.ts'
import type { TestMessage } from './wire/protocols.ts'

type Asking = {
  readonly withinMs: number
  readonly send: (message: TestMessage) => Promise<TestReply>
  readonly repeat: (reply: TestReply) => Promise<TestReply>
}

/** The poll interval, in real milliseconds: the test clock stands still, but the seller's own work does not. */
const pauseMs = 10

const isUnderWay = ({ resultCode }: TestReply): boolean => resultCode === '000004'

/** Asks until the instance is there: by a query in SaaS V2.0, by the repeated request in SaaS V1.0. */
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
      throw new SellerAssertionError(`The instance was not ready within ${withinMs} ms.`, asked)
    await new Promise<void>((resolve) => void setTimeout(resolve, pauseMs))
  }
}

/** Only an opening that is under way is waited for. */
const isWaitedFor = (opened: TestReply): boolean => isUnderWay(opened) && opened.instanceId !== undefined

/**
 * The query for the instance of an opening, as a test call if the opening was one. Undefined if the opening is repeated
 * instead.
 */
function queryAfter({ sent, instanceId = '' }: TestReply): TestMessage | undefined {
  const isTest = 'testFlag' in sent.message && sent.message.testFlag === '1'
  return getProtocol(sent).askAfter?.(instanceId, isTest)
}
