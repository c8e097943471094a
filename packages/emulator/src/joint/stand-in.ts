import { encodeReply, findKitCall, readRequest, replyRefused, replySucceeded } from '@loggia/protocol/kit'
import { toSignatureRefusalCode } from '@loggia/protocol/saas/v2'
import { bodySignHeader, signBody, verifyKitV2, verifySaasV1Body } from '@loggia/signing'
import type { NonceStore } from '@loggia/signing'

type KitRequest = {
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Uint8Array
}

/** The reply of a server that does what the joint kit tells it; undefined if the path is no interface of the kit. */
export async function replyToKit(
  { path, headers, body }: KitRequest,
  by: { readonly accessKey: string; readonly nowMs: number; readonly nonces: NonceStore },
): Promise<{ readonly body: string; readonly headers?: Readonly<Record<string, string>> } | undefined> {
  const { accessKey } = by
  const call = findKitCall(path)
  if (!call) return undefined
  const judge = (): string => {
    const read = readRequest(call.activity, body)
    return encodeReply(read.ok ? replySucceeded() : replyRefused('000002', read.reason.code))
  }
  if (call.generation === 'v1') {
    const authToken = headers['authtoken']?.toString()
    const verdict = verifySaasV1Body({ accessKey, authToken, body })
    const reply = verdict.ok ? judge() : encodeReply(replyRefused('000001', verdict.reason.code))
    return { body: reply, headers: { [bodySignHeader]: signBody(accessKey, reply) } }
  }
  const verdict = await verifyKitV2({ headers, body, ...by })
  if (verdict.ok) return { body: judge() }
  return { body: encodeReply(replyRefused(toSignatureRefusalCode(verdict.reason), verdict.reason.code)) }
}
