import * as code from '@loggia/protocol/license/code'
import * as online from '@loggia/protocol/license/online'
import * as v1 from '@loggia/protocol/license/v1'

/** The reply to a request of License 1.0; `query` was verified. */
export function replyToLicenseV1(query: string): string {
  const read = v1.readRequest(query)
  if (!read.ok) return v1.encodeReply('releaseLicense', v1.replyRefused('000002', read.reason.code))
  const { request } = read
  if (request.activity !== 'getLicense') return v1.encodeReply(request.activity, v1.replySucceeded())
  const instanceId = `stand-in-${request.orderId}`
  return v1.encodeReply(
    'getLicense',
    v1.replyLicense({ instanceId, license: `A license for ${request.orderId}` }),
  )
}

/** The reply to a call about an authorisation code; undefined if the body is another one. */
export function replyToLicenseCode(body: Uint8Array): string | undefined {
  const read = code.readRequest(body)
  return read.ok ? code.encodeReply(read.request.activity, code.replySucceeded()) : undefined
}

/** The application for the license of a device, which no other protocol has; undefined if the body is another one. */
export function readApplication(
  body: Uint8Array,
): { readonly eventId: string; readonly device: string } | undefined {
  const read = online.readRequest(body)
  if (!read.ok || read.request.activity !== 'getLicenseAsync') return undefined
  return { eventId: read.request.eventId, device: read.request.deviceFingerprint ?? '' }
}

/** The reply to it: the license follows as an upload. */
export const replyToApplication = (): string => online.encodeReply('getLicenseAsync', online.replySucceeded())
