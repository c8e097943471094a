import type { Instant } from '@loggia/kernel'
import { toInstant } from '@loggia/kernel'
import { licenseErrorCodes, parseTime, uploadErrorCodes } from '@loggia/protocol/license/open-apis'
import type {
  LicenseErrorCode,
  LicenseInfo,
  UploadErrorCode,
  UploadRequest,
  UsageRequest,
} from '@loggia/protocol/license/open-apis'
import type { OpenApiFile, OpenApiHandlers } from '../../platform/index.ts'
import type { Licenses } from '../service/index.ts'
import type { SoftwareAnswer } from '../service/software.ts'
import type { Uploaded } from '../service/uploads.ts'

const say = (code: LicenseErrorCode) => ({ error_code: code, error_msg: licenseErrorCodes[code].message })
const sayUpload = (code: UploadErrorCode) => ({ error_code: code, error_msg: uploadErrorCodes[code].message })

/** In a batch it is not said which code is refused, and why. */
const sayBatch = ({ code }: SoftwareAnswer<unknown>) =>
  say(code === '92020000' || code === '92020002' ? code : '92020020')

const readTime = (text: string | undefined): Instant | undefined => {
  const time = text === undefined ? undefined : parseTime(text)
  return time === undefined ? undefined : toInstant(time)
}

/** License §2.2: the text has neither the code nor the time of its activation. */
function presentCode(info: LicenseInfo | undefined) {
  const { license_code: _code, activate_time: _time, ...text } = info ?? {}
  return { license_code_info: JSON.stringify(text) }
}

const readUses = ({ usage_info: list }: UsageRequest) =>
  list.map(({ license: code, software_usage_Info: uses }) => ({
    code,
    uses: uses.map(({ id, active_num: active }) =>
      id === undefined ? { activeCount: active ?? 0 } : { clientId: id },
    ),
  }))

/** What is uploaded; undefined if a file is announced and none is there. */
function readContent(
  asked: UploadRequest,
  file: OpenApiFile | undefined,
):
  | Pick<Extract<Uploaded, { text: string }>, 'text'>
  | Pick<Extract<Uploaded, { file: unknown }>, 'file'>
  | undefined {
  if (asked.type === 'CHARACTERS') return { text: asked.characters }
  if (!file) return undefined
  const name = asked.file_name ?? file.name ?? 'license.lic'
  return { file: { name, content: file.content, sha256: asked.sha256 } }
}

/** The open APIs for the software of license products and for its sellers' servers (license §2.2, §3.6). */
export const createLicenseOpenApis = (licenses: Licenses): Partial<OpenApiHandlers> => ({
  'POST /api/mkp-openapi-public/global/v1/license/activate': async ({ sellerId, body }) => {
    const begunAt = readTime(body.real_effect_time)
    const answer = await licenses.activate({ sellerId, codes: [body.license], begunAt })
    return 'data' in answer ? { ...say(answer.code), data: presentCode(answer.data[0]) } : say(answer.code)
  },
  'POST /api/mkp-openapi-public/global/v2/license/activate': async ({ sellerId, body }) => {
    const begunAt = readTime(body.real_effect_time)
    return sayBatch(await licenses.activate({ sellerId, codes: body.license_list, begunAt }))
  },
  'POST /api/mkp-openapi-public/global/v1/license/heartbeat': async ({ sellerId, body }) => {
    const answer = await licenses.query({ sellerId, codes: [body.license] })
    return 'data' in answer ? { ...say(answer.code), data: answer.data[0] } : say(answer.code)
  },
  'POST /api/mkp-openapi-public/global/v2/license/heartbeat': async ({ sellerId, body }) => {
    const answer = await licenses.query({ sellerId, codes: body.license_list })
    return 'data' in answer ? { ...say(answer.code), data: answer.data } : sayBatch(answer)
  },
  'POST /api/mkp-openapi-public/global/v2/license/software-usage-info': async ({ sellerId, body }) =>
    sayBatch(await licenses.reportUsage(sellerId, readUses(body))),
  'POST /api/mkp-openapi-public/global/v1/market-event/:event_id/file': async ({
    sellerId,
    params,
    body,
    file,
  }) => {
    const content = readContent(body, file)
    if (!content) return sayUpload('CBC.0101')
    return sayUpload(await licenses.upload({ sellerId, eventId: params.event_id, ...content }))
  },
})
