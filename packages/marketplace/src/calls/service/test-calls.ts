import { omitUndefined } from '@loggia/kernel'
import type { DurationMs } from '@loggia/kernel'
import type { CallAccess } from '../../access/index.ts'
import { dialects } from '../../dialects/index.ts'
import type { Dialect, Outcome, Protocol } from '../../dialects/index.ts'
import { openMessage, sealMessage, showMessage } from '../exchange.ts'
import type { Message, ShownMessage } from '../schema.ts'
import { getTimeLimit } from './context.ts'
import type { CallContext } from './context.ts'
import { withTarget, toMessage, createSigningInputs, sendAll } from './sending.ts'
import type { Exchanged, WrittenRequest } from './sending.ts'

type TestRequest = Parameters<NonNullable<Dialect['testCalls']>['toWire']>[0]['request']
/** A debugging call (R245). It has no order and no subscription, so no lane and no row, and is never repeated. */
export type TestCall = {
  readonly protocol: Protocol
  readonly access: CallAccess
  readonly request: TestRequest
}
/** The exchange of a debugging call, unmasked. */
export type TestExchange = {
  readonly request: Message
  readonly reply?: Message
  readonly outcome: Outcome
  readonly durationMs: DurationMs
}
/** Both sides of an exchange as they are stored. */
export type SealedExchange = { readonly request: Uint8Array; readonly reply?: Uint8Array }

function testCallsOf(protocol: Protocol): NonNullable<Dialect['testCalls']> {
  const { testCalls } = dialects[protocol]
  if (!testCalls) throw new Error(`${protocol} has no debugging calls`)
  return testCalls
}

/**
 * Debugging calls take the same path as real ones: the dialect writes and signs them, the transport sends them with the
 * same address guard, time limit and reply limit, and the dialect reads the reply. Gates and breakers neither delay nor
 * count them.
 */
export function createTestCalls(context: CallContext) {
  const { seal, transport } = context

  function write({ protocol, access, request }: TestCall): WrittenRequest {
    const target = new URL(access.url)
    const wire = testCallsOf(protocol).toWire({ ...createSigningInputs(context, access, target), request })
    return withTarget(target, wire)
  }

  /** The signed request with its URL; nothing is sent. Throws a TypeError on what the protocol’s tables forbid. */
  function writeTest(test: TestCall): { readonly url: string; readonly request: Message } {
    const written = write(test)
    return { url: written.target.href, request: toMessage(written) }
  }

  function read({ protocol, request, access }: TestCall, { sent, outcome }: Exchanged): Outcome {
    if (outcome) return outcome
    if (!('received' in sent)) return { kind: 'unreachable', verdict: sent.fault }
    return testCallsOf(protocol).fromWire(request, sent.received, access.accessKey)
  }

  /** Sends the call and reads the answer. Throws a TypeError, before sending, on what the protocol’s tables forbid. */
  async function sendTest(test: TestCall): Promise<TestExchange> {
    const written = write(test)
    const { replyLimitBytes } = dialects[test.protocol]
    const timeLimitMs = getTimeLimit(context, test)
    await context.access.noteUsed([test.access.keyId])
    const exchanged = await sendAll(transport.send, written, { timeLimitMs, replyLimitBytes })
    const { outgoing, sent } = exchanged
    const { durationMs, reply } = sent
    const request = toMessage({ ...outgoing, target: outgoing.url })
    return omitUndefined({ request, reply, outcome: read(test, exchanged), durationMs })
  }

  /** Seals both sides; they can be opened only for the same place. */
  const sealTest = (place: string, { request, reply }: TestExchange): SealedExchange =>
    omitUndefined({
      request: sealMessage(seal, request, `${place}:request`),
      reply: reply ? sealMessage(seal, reply, `${place}:reply`) : undefined,
    })

  const openTest = (
    place: string,
    { request, reply }: SealedExchange,
  ): { readonly request: Message; readonly reply?: Message } =>
    omitUndefined({
      request: openMessage(seal, request, `${place}:request`),
      reply: reply ? openMessage(seal, reply, `${place}:reply`) : undefined,
    })

  /** A message for people, with secrets masked as on the pages of calls. The data of people in it are samples. */
  const showTest = (protocol: Protocol, message: Message): ShownMessage =>
    showMessage(message, { secret: dialects[protocol].secretsOf })

  return { writeTest, sendTest, sealTest, openTest, showTest }
}
