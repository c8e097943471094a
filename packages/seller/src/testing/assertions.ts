import type { TestReply } from './reply.ts'
import { getProtocol } from './wire/protocols.ts'

/** The error of a failed assertion of this kit; any test runner shows its message. */
export class SellerAssertionError extends Error {
  /** The answer that failed the assertion. */
  readonly reply: TestReply
  constructor(message: string, reply: TestReply) {
    super(
      `${message}\nResponse to ${reply.sent.message.activity}: ${reply.status} ${reply.text.slice(0, 500)}`,
    )
    this.name = 'SellerAssertionError'
    this.reply = reply
  }
}

function assert(holds: boolean, message: string, reply: TestReply): void {
  if (!holds) throw new SellerAssertionError(message, reply)
}

/** Asserts what every answer needs, refusals too: HTTP 200, JSON with a result code, and a valid `Body-Sign`. */
export function assertProper(reply: TestReply): TestReply {
  assert(reply.status === 200, 'Every response must have HTTP status 200.', reply)
  assert(reply.fault === undefined, reply.fault ?? '', reply)
  assert(reply.proof !== 'missing', 'The response has no Body-Sign.', reply)
  assert(reply.proof === 'fits', 'The Body-Sign of the response does not match its body.', reply)
  assert(
    reply.unreadable.length === 0,
    `Encrypted with a different key: ${reply.unreadable.join(', ')}.`,
    reply,
  )
  return reply
}

/** A hint for a seller that returned `answerLater()`: the seller is right, but the test has to wait. */
const hintOn = ({ resultCode }: TestReply): string =>
  resultCode === '000004'
    ? ' If the instance is created after the response: use createTestMarketplace({ readyWithinMs }) and await market.ready(reply).'
    : ''

/** Asserts that the request was carried out: `000000`. */
export function assertDone(reply: TestReply): TestReply {
  assertProper(reply)
  assert(reply.resultCode === '000000', `Expected 000000, not ${reply.resultCode}.${hintOn(reply)}`, reply)
  return reply
}

/** Asserts that an instance exists (`000000`) or is being made (`000004`). Returns its id. */
export function assertOpened(reply: TestReply): string {
  assertProper(reply)
  const codes = getProtocol(reply.sent).mayOpenLater ? ['000000', '000004'] : ['000000']
  assert(
    codes.includes(reply.resultCode),
    `Expected ${codes.join(' or ')}, not ${reply.resultCode}.${hintOn(reply)}`,
    reply,
  )
  assert(reply.instanceId !== undefined, 'The response has no instanceId.', reply)
  return reply.instanceId ?? ''
}

/** Asserts that the request was refused with this code, in a proper answer. */
export function assertRefused(reply: TestReply, resultCode: string): TestReply {
  assertProper(reply)
  assert(reply.resultCode === resultCode, `Expected ${resultCode}, not ${reply.resultCode}.`, reply)
  return reply
}
