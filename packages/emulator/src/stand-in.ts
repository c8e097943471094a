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
import { bodySignHeader, createMemoryNonceStore, signBody, verifySaasV1, verifySaasV2 } from '@loggia/signing'
import type { SaasV2Verdict } from '@loggia/signing'
import { replyToKit } from './joint/stand-in.ts'
import {
  readApplication,
  replyToApplication,
  replyToLicenseCode,
  replyToLicenseV1,
} from './licenses/stand-in.ts'

export type StandInRequest = {
  readonly method: string
  /** The query as it was sent. */
  readonly query: string
  readonly body: Uint8Array
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}
/** The reply; its status is 200. */
export type StandInReply = { readonly body: string; readonly headers?: Readonly<Record<string, string>> }

/** A seller’s server that answers everything correctly, for users who have no server yet. */
export type StandIn = { answer(request: StandInRequest): Promise<StandInReply> }

type Options = {
  /** The keys that may sign requests; called for each request, because they may change. */
  readonly keys: () => {
    readonly products: string
    readonly licenses: string
    readonly codes: string
    readonly kit: string
  }
  readonly nowMs: () => number
  /** Uploads the license of a device. */
  readonly upload: (eventId: string, license: string) => Promise<unknown>
}

export function createStandIn({ keys, nowMs, upload }: Options): StandIn {
  const nonces = createMemoryNonceStore({ nowMs })

  /** The verdict with the first key that fits, or else with the first one. */
  async function verify(given: readonly string[], { query, body }: StandInRequest): Promise<SaasV2Verdict> {
    const proof = { query: Object.fromEntries(new URLSearchParams(query)), body, nowMs: nowMs(), nonces }
    const verdicts: SaasV2Verdict[] = []
    for (const accessKey of given) {
      const verdict = await verifySaasV2({ accessKey, ...proof })
      if (verdict.ok) return verdict
      verdicts.push(verdict)
    }
    return verdicts[0] ?? { ok: false, reason: { code: 'signature_differs' } }
  }

  function answerLicenseV1({ query }: StandInRequest): StandInReply {
    const accessKey = keys().licenses
    const verdict = verifySaasV1({ accessKey, query })
    const body = verdict.ok
      ? replyToLicenseV1(query)
      : encodeReply('releaseInstance', replyRefused('000001', verdict.reason.code))
    return { body, headers: { [bodySignHeader]: signBody(accessKey, body) } }
  }

  /** Online activation has the activities of SaaS V2.0, and one more. */
  async function answerInstance(request: StandInRequest): Promise<string> {
    const { products, licenses } = keys()
    const verdict = await verify([products, licenses], request)
    const read = readRequest(request.body)
    const activity = read.ok ? read.request.activity : 'releaseInstance'
    if (!verdict.ok)
      return encodeReply(activity, replyRefused(toSignatureRefusalCode(verdict.reason), verdict.reason.code))
    const application = readApplication(request.body)
    if (application) {
      await upload(application.eventId, `A license for ${application.device}`)
      return replyToApplication()
    }
    return read.ok ? reply(read.request) : encodeReply(activity, replyRefused('000002', read.reason.code))
  }

  async function answerCode(request: StandInRequest, accepted: string): Promise<string> {
    const verdict = await verify([keys().codes], request)
    if (verdict.ok) return accepted
    const resultCode = toSignatureRefusalCode(verdict.reason)
    return encodeReply('releaseInstance', replyRefused(resultCode, verdict.reason.code))
  }

  return {
    async answer(request) {
      const toKit = await replyToKit(request, { accessKey: keys().kit, nowMs: nowMs(), nonces })
      if (toKit) return toKit
      if (request.method === 'GET') return answerLicenseV1(request)
      const ofCode = replyToLicenseCode(request.body)
      return { body: await (ofCode === undefined ? answerInstance(request) : answerCode(request, ofCode)) }
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
