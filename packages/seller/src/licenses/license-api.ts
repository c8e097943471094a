import { omitUndefined } from '@loggia/kernel'
import {
  activateAllRequestSchema,
  activateRequestSchema,
  formatTime,
  licensePaths,
  queryAllRequestSchema,
  queryRequestSchema,
  usageRequestSchema,
  writeUploadPath,
} from '@loggia/protocol/license/open-apis'
import type { License } from '../families/licenses/handlers.ts'
import { createMarketClient } from '../open-apis/market-client.ts'
import type { MarketOptions, MarketRequest } from '../open-apis/market-client.ts'
import type { MarketError } from '../open-apis/market-error.ts'
import { licenseApiErrors } from './license-api-error.ts'
import { writeUpload } from './multipart.ts'
import { readActivation, readQueried, readQueriedAll, readResult, readUploaded } from './replies.ts'
import type { UploadRefusalName } from './refusal-names.ts'
import type { LicenseApiResult, LicenseCodeInfo } from './results.ts'

/** Where the marketplace is, and with which key it is asked: the same as for `orders`. */
export type LicenseApiOptions = MarketOptions

/** When the buyer began to use what was activated, in UTC milliseconds. Default: now. */
export type Activation = { readonly begunAtMs?: number }

/** Who used the software with a code, for the statistics: each client, or how many of them. */
export type CodeUsage = { readonly code: string } & (
  | { readonly clientIds: readonly string[] }
  | { readonly activeClients: number }
)

/**
 * The marketplace's APIs for licenses, signed with AK and SK. Each resolves to what the marketplace answered, and
 * rejects with a {@link LicenseApiError} if there is no such answer, or with a TypeError if the request would not be
 * valid. A failure that may pass is tried again, on `retryOrigin` in turn, but never a request that would do something
 * twice: an activation or a report is only repeated if the marketplace cannot have got it.
 */
export type LicenseApi = {
  /** Activates a code. A second activation is refused with `wrongState`. */
  activate(code: string, how?: Activation): Promise<LicenseApiResult<{ readonly license: LicenseCodeInfo }>>
  /** Activates up to 100 codes, or none of them. */
  activateAll(codes: readonly string[], how?: Activation): Promise<LicenseApiResult<object>>
  /** Queries a code: at the first use of the software on each day. */
  query(code: string): Promise<LicenseApiResult<{ readonly license: LicenseCodeInfo }>>
  /** Queries up to 100 codes. */
  queryAll(
    codes: readonly string[],
  ): Promise<LicenseApiResult<{ readonly licenses: readonly LicenseCodeInfo[] }>>
  /** Reports who used the software, for up to 100 codes. */
  reportUsage(usage: readonly CodeUsage[]): Promise<LicenseApiResult<object>>
  /** Uploads the license of an application, a text or a file; `eventId` is that of `apply`. */
  upload(eventId: string, license: License): Promise<LicenseApiResult<object, UploadRefusalName>>
}

/** A file has up to 5 MB. */
const uploadTimeoutMs = 60_000

/** Whether a request that must not be carried out twice may be repeated. */
const mayRepeatChange = ({ isUnsent, code }: MarketError): boolean => isUnsent || code === 'tooOften'

/**
 * Creates a client of the marketplace's APIs for licenses. Throws a TypeError on wrong options.
 *
 * @example
 * const licenses = createLicenseApi({ origin: 'https://mkt.myhuaweicloud.com', accessKeyId, secretKey })
 * const activated = await licenses.activate(code)
 * if (!activated.ok) console.log(activated.code)
 */
export function createLicenseApi(options: LicenseApiOptions): LicenseApi {
  const market = createMarketClient(options, licenseApiErrors, 'createLicenseApi')
  return {
    activate: async (code, how) => {
      const body = { license: code, ...toBegun(how) }
      const request = writePost('activate', licensePaths.activate, activateRequestSchema.safeParse(body))
      return market.ask(request, (reply) => readActivation(code, reply), mayRepeatChange)
    },
    activateAll: async (codes, how) => {
      const body = { license_list: [...codes], ...toBegun(how) }
      const request = writePost(
        'activateAll',
        licensePaths.activateAll,
        activateAllRequestSchema.safeParse(body),
      )
      return market.ask(request, readResult, mayRepeatChange)
    },
    query: async (code) =>
      market.ask(
        writePost('query', licensePaths.query, queryRequestSchema.safeParse({ license: code })),
        readQueried,
      ),
    queryAll: async (codes) => {
      const read = queryAllRequestSchema.safeParse({ license_list: [...codes] })
      return market.ask(writePost('queryAll', licensePaths.queryAll, read), readQueriedAll)
    },
    reportUsage: async (usage) => {
      const read = usageRequestSchema.safeParse({ usage_info: usage.map(toUsageInfo) })
      return market.ask(writePost('reportUsage', licensePaths.reportUsage, read), readResult, mayRepeatChange)
    },
    // The same content under the same event does nothing twice.
    upload: async (eventId, license) => {
      if (!/^[\x21-\x7e]{1,64}$/.test(eventId))
        throw new TypeError('upload: eventId must be that of an application.')
      return market.ask(
        {
          method: 'POST',
          target: writeUploadPath(eventId),
          timeoutMs: uploadTimeoutMs,
          ...writeUpload(license),
        },
        readUploaded,
      )
    },
  }
}

const toBegun = ({ begunAtMs }: Activation = {}) =>
  omitUndefined({ real_effect_time: begunAtMs === undefined ? undefined : formatTime(begunAtMs) })

const toUsageInfo = (usage: CodeUsage) => ({
  license: usage.code,
  software_usage_Info:
    'clientIds' in usage ? usage.clientIds.map((id) => ({ id })) : [{ active_num: usage.activeClients }],
})

type Checked =
  | { readonly success: true; readonly data: object }
  | {
      readonly success: false
      readonly error: {
        readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[]
      }
    }

/** Throws a TypeError that names the wrong members but not their values, which may be codes. */
function writePost(what: keyof LicenseApi, target: string, checked: Checked): MarketRequest {
  if (!checked.success) {
    const faults = checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new TypeError(`${what}: the request would not be valid. ${faults.join('; ')}`)
  }
  return { method: 'POST', target, contentType: 'application/json', body: JSON.stringify(checked.data) }
}
