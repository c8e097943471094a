import { readNotificationReply } from '@loggia/protocol/orders'
import { readReply as readV1 } from '@loggia/protocol/saas/v1'
import { readReply as readV2 } from '@loggia/protocol/saas/v2'
import { verdictSentence } from '@loggia/protocol/wire'
import { openAppInfo, openSaasV1AppInfo, verifyBodySign } from '@loggia/signing'
import type { TestMessage } from './signed-request.ts'

/** One instance in a reply, its account and password opened. */
export type RepliedInstance = {
  readonly instanceId: string
  readonly access?: {
    readonly frontEndUrl?: string
    readonly adminUrl?: string
    readonly userName?: string
    readonly password?: string
    readonly memo?: string
  }
  readonly usage?: readonly { readonly usageValue: number; readonly statisticalTime: string }[]
}

/** A seller's answer, as the marketplace sees it. */
export type TestReply = {
  readonly status: number
  readonly contentType: string
  /** The body as it came. */
  readonly text: string
  /** Six digits; empty if the body has none. */
  readonly resultCode: string
  readonly resultMsg: string
  /** Whether `Body-Sign` fits the bytes of the body (saas-v1 §4). */
  readonly proof: 'fits' | 'missing' | 'differs'
  /** Why the marketplace cannot take this for an answer, in one sentence; absent if it can. */
  readonly fault?: string
  /** The instance that was opened, or is being opened. */
  readonly instanceId?: string
  /** What a query told, or with SaaS V1.0 the instance that was opened; account and password in plain text. */
  readonly instances: readonly RepliedInstance[]
  /** The members of these paths are sealed and could not be opened with the key. */
  readonly unreadable: readonly string[]
  /** What was asked. */
  readonly sent: TestMessage
  /** The request, to be sent once more byte for byte: `seller(reply.request())`. */
  readonly request: () => Request
}

type Members = {
  resultCode?: string
  resultMsg?: string | undefined
  instanceId?: string | undefined
  appInfo?: Appearance | undefined
  info?: readonly DescribedMembers[] | undefined
}
type DescribedMembers = {
  instanceId: string
  appInfo?: Appearance | undefined
  usageInfo?: RepliedInstance['usage'] | undefined
}
type Appearance = NonNullable<RepliedInstance['access']>

/** Reads a seller's answer as the marketplace does: the proof over its bytes, the members by the tables. */
export async function readReply(
  asked: { sent: TestMessage; request: () => Request; accessKey: string },
  response: Response,
): Promise<TestReply> {
  const body = new Uint8Array(await response.arrayBuffer())
  const text = new TextDecoder().decode(body)
  const proof = proofOf(asked.accessKey, response, body)
  const read = readAs(asked, { status: response.status, headers: Object.fromEntries(response.headers), body })
  const reply = read.ok ? read.reply : membersIn(text)
  const opened = openedOf(asked, reply)
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    text,
    resultCode: reply.resultCode ?? '',
    resultMsg: reply.resultMsg ?? '',
    proof,
    ...(!read.ok && { fault: read.fault }),
    ...(reply.instanceId !== undefined && { instanceId: reply.instanceId }),
    instances: instancesIn(opened.reply),
    unreadable: opened.unreadable,
    sent: asked.sent,
    request: asked.request,
  }
}

function proofOf(accessKey: string, response: Response, body: Uint8Array): TestReply['proof'] {
  const verdict = verifyBodySign({ accessKey, header: response.headers.get('body-sign') ?? undefined, body })
  if (verdict.ok) return 'fits'
  return verdict.reason.code === 'header_missing' ? 'missing' : 'differs'
}

type Received = { status: number; headers: Record<string, string>; body: Uint8Array }
type Read = { ok: true; reply: Members } | { ok: false; fault: string }

function readAs({ sent, accessKey }: { sent: TestMessage; accessKey: string }, received: Received): Read {
  switch (sent.protocol) {
    case 'saas-v2':
      return asRead(readV2(sent.message.activity, received))
    case 'saas-v1': {
      const check = (header: readonly string[], body: Uint8Array) =>
        verifyBodySign({ accessKey, header, body })
      return asRead(readV1(sent.message.activity, { ...received, verifyBodySign: check }))
    }
    case 'order-notification':
      return asRead(readNotificationReply(received))
  }
}

type OfProtocol = { ok: true; reply: object } | { ok: false; verdict: Parameters<typeof verdictSentence>[0] }
const asRead = (read: OfProtocol): Read =>
  read.ok
    ? { ok: true, reply: read.reply as Members }
    : { ok: false, fault: verdictSentence(read.verdict, 'en-US') }

/** What can be told of an answer that the marketplace would not take. */
function membersIn(text: string): Members {
  try {
    const { resultCode, resultMsg } = JSON.parse(text) as Record<string, unknown>
    return {
      ...(typeof resultCode === 'string' && { resultCode }),
      ...(typeof resultMsg === 'string' && { resultMsg }),
    }
  } catch {
    return {}
  }
}

function openedOf({ sent, accessKey }: { sent: TestMessage; accessKey: string }, reply: Members) {
  return sent.protocol === 'saas-v1' ? openSaasV1AppInfo(reply, accessKey) : openAppInfo(reply, accessKey)
}

function instancesIn({ instanceId, appInfo, info }: Members): RepliedInstance[] {
  if (info)
    return info.map((one) => ({
      instanceId: one.instanceId,
      ...(one.appInfo && { access: one.appInfo }),
      ...(one.usageInfo && { usage: one.usageInfo }),
    }))
  return instanceId !== undefined && appInfo ? [{ instanceId, access: appInfo }] : []
}
