import { z } from 'zod'

import { defineText, timeToRead } from './members.ts'

export { formatTime, parseTime } from './times.ts'

const root = '/api/mkp-openapi-public/global'
/** The paths of the APIs that sellers' software calls (license §2.2, §3.6). */
export const licensePaths = {
  activate: `${root}/v1/license/activate`,
  activateAll: `${root}/v2/license/activate`,
  query: `${root}/v1/license/heartbeat`,
  queryAll: `${root}/v2/license/heartbeat`,
  reportUsage: `${root}/v2/license/software-usage-info`,
  upload: `${root}/v1/market-event/{event_id}/file`,
} as const
/** The path of an upload; `eventId` is that of the application (`getLicenseAsync`). */
export const writeUploadPath = (eventId: string): string =>
  licensePaths.upload.replace('{event_id}', encodeURIComponent(eventId))

type Code = { readonly status: number; readonly message: string }

/** Result codes of the APIs for authorisation codes, with the HTTP status of the current table (license §2.2). */
export const licenseErrorCodes = {
  '92020000': { status: 200, message: 'success' },
  '92020001': { status: 200, message: 'internal error' },
  '92020002': { status: 200, message: 'invalid param' },
  '92020003': { status: 200, message: 'illegal state' },
  '92020004': { status: 200, message: 'can not active before user received.' },
  '92020005': { status: 200, message: 'license code notexist' },
  '92020011': { status: 200, message: 'license code has been not activated.' },
  '92020020': { status: 200, message: 'Invalid license code exists.' },
  '95000001': { status: 400, message: 'req param is invalid' },
  '95000002': { status: 405, message: 'Request method not supported' },
  '95000003': { status: 415, message: 'Content type not supported' },
  '95000004': { status: 400, message: 'req message is not readable' },
} as const satisfies Readonly<Record<string, Code>>
export type LicenseErrorCode = keyof typeof licenseErrorCodes

/** Result codes of the upload of a license (license §3.6). */
export const uploadErrorCodes = {
  'CBC.0000': { status: 200, message: 'Success' },
  'CBC.0101': { status: 400, message: 'Invalid parameter' },
  'CBC.0150': { status: 403, message: 'Illegal operation' },
  'CBC.0999': { status: 500, message: 'internal error' },
  '91381033': { status: 200, message: 'License resource invalid' },
  '91381034': { status: 200, message: 'license apply invalid' },
  '91381035': { status: 200, message: 'license period has no remain amount' },
  '91381036': { status: 200, message: 'inner error' },
  '91381037': { status: 200, message: 'Invalid license format.' },
  '91381038': { status: 200, message: 'License apply has been denied.' },
  '91380150': { status: 200, message: 'Role permission denied' },
} as const satisfies Readonly<Record<string, Code>>
export type UploadErrorCode = keyof typeof uploadErrorCodes

/** The most codes, and the most clients of a code, in one request. */
export const mostInBatch = 100
/** The states of an authorisation code. */
export const licenseCodeStates = ['ALIVE', 'EXPIRED', 'RELEASED'] as const
export type LicenseCodeState = (typeof licenseCodeStates)[number]

const license = defineText(64)
const licenses = z.array(license).min(1).max(mostInBatch)
const realEffectTime = timeToRead.max(16).optional()
const result = { error_code: z.string(), error_msg: z.string() }

export const activateRequestSchema = z.object({ license, real_effect_time: realEffectTime })
export const activateAllRequestSchema = z.object({ license_list: licenses, real_effect_time: realEffectTime })
/** `heartbeatInfo` is retired: it is accepted and not looked at. */
export const queryRequestSchema = z.object({ license, heartbeatInfo: z.unknown().optional() })
export const queryAllRequestSchema = z.object({ license_list: licenses })

/** One use of the software: by a client with an id, or as the number of active clients. */
const usage = z
  .object({ id: defineText(256).optional(), active_num: z.int().min(0).max(999_999_999).optional() })
  .refine(
    ({ id, active_num: count }) => (id === undefined) !== (count === undefined),
    'exactly one of id and active_num',
  )
export const usageRequestSchema = z.object({
  usage_info: z
    .array(z.object({ license, software_usage_Info: z.array(usage).min(1).max(mostInBatch) }))
    .min(1)
    .max(mostInBatch),
})

/** What a code allows. `activate` returns it as JSON text, without the code and the time of its activation. */
export const licenseInfoSchema = z.looseObject({
  license_code: z.string(),
  status: z.enum(licenseCodeStates),
  activate_time: z.string().optional(),
  expire_time: z.string().optional(),
  product_id: z.string().optional(),
  order_id: z.string().optional(),
  amount: z.number().optional(),
})
export const licenseCodeInfoSchema = licenseInfoSchema.omit({ license_code: true, activate_time: true })

export const resultReplySchema = z.looseObject(result)
export const activateReplySchema = z.looseObject({
  ...result,
  data: z.looseObject({ license_code_info: z.string() }).nullish(),
})
export const queryReplySchema = z.looseObject({ ...result, data: licenseInfoSchema.nullish() })
export const queryAllReplySchema = z.looseObject({ ...result, data: z.array(licenseInfoSchema).nullish() })

/** The part `isvUpdateFileReq` of an upload; the file itself is the part `file`. */
export const uploadRequestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('CHARACTERS'), characters: defineText(1024) }),
  z.object({
    type: z.literal('FILE'),
    file_name: defineText(1024).optional(),
    // A signature may be over an empty body; the hash tells at least a file that was cut off.
    sha256: defineText(1024),
  }),
])

export type ActivateRequest = z.infer<typeof activateRequestSchema>
export type ActivateAllRequest = z.infer<typeof activateAllRequestSchema>
export type QueryRequest = z.infer<typeof queryRequestSchema>
export type QueryAllRequest = z.infer<typeof queryAllRequestSchema>
export type UsageRequest = z.infer<typeof usageRequestSchema>
export type UploadRequest = z.infer<typeof uploadRequestSchema>
export type LicenseInfo = z.infer<typeof licenseInfoSchema>
export type LicenseCodeInfo = z.infer<typeof licenseCodeInfoSchema>
export type ResultReply = z.infer<typeof resultReplySchema>
export type ActivateReply = z.infer<typeof activateReplySchema>
export type QueryReply = z.infer<typeof queryReplySchema>
export type QueryAllReply = z.infer<typeof queryAllReplySchema>
