import {
  encodeReply,
  replyInstanceDetails,
  splitInstanceIds,
  replyProvisioned,
  readRequest,
  replyRefused,
  toSignatureRefusalCode,
  replySucceeded,
} from '@loggia/protocol/saas/v2'
import type { ReceivedRequest } from '@loggia/protocol/saas/v2'
import { createMemoryNonceStore, verifySaasV2 } from '@loggia/signing'

/** A seller’s server that answers everything correctly, for users who have no server yet. */
export type StandIn = {
  /** Returns the body of the reply; its status is 200. */
  answer(query: URLSearchParams, body: Uint8Array): Promise<string>
}

/** `key` is called for each request, because the products' key may change. */
export function createStandIn(key: () => string, nowMs: () => number): StandIn {
  const nonces = createMemoryNonceStore({ nowMs })
  return {
    async answer(query, body) {
      const read = readRequest(body)
      const verdict = await verifySaasV2({
        accessKey: key(),
        query: Object.fromEntries(query),
        body,
        nowMs: nowMs(),
        nonces,
      })
      const activity = read.ok ? read.request.activity : 'releaseInstance'
      if (!verdict.ok)
        return encodeReply(
          activity,
          replyRefused(toSignatureRefusalCode(verdict.reason), verdict.reason.code),
        )
      if (!read.ok) return encodeReply(activity, replyRefused('000002', read.reason.code))
      return reply(read.request)
    },
  }
}

function reply(request: ReceivedRequest): string {
  switch (request.activity) {
    case 'newInstance':
      return encodeReply('newInstance', replyProvisioned(`stand-in-${request.orderLineId}`))
    case 'queryInstance':
      return encodeReply('queryInstance', replyInstanceDetails(splitInstanceIds(request).map(detailsOf)))
    default:
      return encodeReply(request.activity, replySucceeded())
  }
}

const detailsOf = (instanceId: string) => ({
  instanceId,
  appInfo: {
    frontEndUrl: 'https://stand-in.loggia.example',
    memo: 'The emulator responds until you set your server.',
  },
})
