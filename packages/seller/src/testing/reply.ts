import { omitUndefined } from '@loggia/kernel'
import { verifyBodySign } from '@loggia/signing'
import type { RepliedInstance } from './replied-instance.ts'
import { getProtocol } from './wire/protocols.ts'
import type { TestMessage } from './wire/protocols.ts'
import type { Members } from './wire/test-protocol.ts'

/** A seller's answer, as the marketplace sees it. */
export type TestReply = {
  readonly status: number
  readonly contentType: string
  /** The body as it was received. */
  readonly text: string
  /** Six digits; empty if the body has no result code. */
  readonly resultCode: string
  readonly resultMsg: string
  /** Whether `Body-Sign` fits the bytes of the body (saas-v1 §4). */
  readonly proof: 'fits' | 'missing' | 'differs'
  /** Why the marketplace would not accept this answer, in one sentence. Absent if it would. */
  readonly fault?: string
  /** The id of the instance that was opened, or is being opened. */
  readonly instanceId?: string
  /** License 1.0: the text of the license. */
  readonly license?: string
  /**
   * The instances that a query returned, or in SaaS V1.0 the one that was opened. Account and password are in plain
   * text.
   */
  readonly instances: readonly RepliedInstance[]
  /** The paths of sealed members that could not be opened with the key. */
  readonly unreadable: readonly string[]
  /** The message that was sent. */
  readonly sent: TestMessage
  /** Creates the same request again, byte for byte: `seller(reply.request())`. */
  readonly request: () => Request
}

/**
 * Reads a seller's answer as the marketplace does: checks the proof over its bytes and the members against the tables.
 */
export async function readReply(
  asked: { sent: TestMessage; request: () => Request; accessKey: string },
  response: Response,
): Promise<TestReply> {
  const body = new Uint8Array(await response.arrayBuffer())
  const text = new TextDecoder().decode(body)
  const proof = proofOf(asked.accessKey, response, body)
  const { sent, accessKey } = asked
  const protocol = getProtocol(sent)
  const received = { status: response.status, headers: Object.fromEntries(response.headers), body }
  const read = protocol.read(sent.message, received, accessKey)
  const reply = read.ok ? read.reply : membersIn(text)
  const opened = protocol.open(reply, accessKey)
  return omitUndefined({
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    text,
    resultCode: reply.resultCode ?? '',
    resultMsg: reply.resultMsg ?? '',
    proof,
    fault: read.ok ? undefined : read.fault,
    instanceId: reply.instanceId,
    license: reply.license,
    instances: instancesIn(opened.reply),
    unreadable: opened.unreadable,
    sent,
    request: asked.request,
  })
}

function proofOf(accessKey: string, response: Response, body: Uint8Array): TestReply['proof'] {
  const verdict = verifyBodySign({ accessKey, header: response.headers.get('body-sign') ?? undefined, body })
  if (verdict.ok) return 'fits'
  return verdict.reason.code === 'header_missing' ? 'missing' : 'differs'
}

/** The members of an answer that the marketplace would not accept, as far as they can be read. */
function membersIn(text: string): Members {
  try {
    const { resultCode, resultMsg } = JSON.parse(text) as Record<string, unknown>
    return omitUndefined({
      resultCode: typeof resultCode === 'string' ? resultCode : undefined,
      resultMsg: typeof resultMsg === 'string' ? resultMsg : undefined,
    })
  } catch {
    return {}
  }
}

function instancesIn({ instanceId, appInfo, info }: Members): RepliedInstance[] {
  if (info)
    return info.map((one) =>
      omitUndefined({ instanceId: one.instanceId, access: one.appInfo, usage: one.usageInfo }),
    )
  return instanceId !== undefined && appInfo ? [{ instanceId, access: appInfo }] : []
}
