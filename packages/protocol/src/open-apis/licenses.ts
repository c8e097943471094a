import { z } from 'zod'
import { mostFileBytes } from '../console/files/kinds.ts'
import {
  activateAllRequestSchema,
  activateReplySchema,
  activateRequestSchema,
  licenseErrorCodes,
  licensePaths,
  queryAllReplySchema,
  queryAllRequestSchema,
  queryReplySchema,
  queryRequestSchema,
  resultReplySchema,
  uploadErrorCodes,
  uploadRequestSchema,
  usageRequestSchema,
} from '../license/open-apis.ts'
import { defineOpenApiRoutes } from './route.ts'

const shape = { code: 'error_code', message: 'error_msg' } as const

const gatewayStatuses = {
  401: 'APIGW.0301: the signature was refused',
  413: 'APIGW.0201: the body is too large',
  429: 'APIGW.0308: too many requests; Retry-After says when to try again',
} as const

/** What all APIs for authorisation codes have in common. */
const ofCodes = {
  shape,
  faults: {
    failed: '92020001',
    method: '95000002',
    mediaType: '95000003',
    unreadable: '95000004',
    unfit: '95000001',
  },
  resultCodes: licenseErrorCodes,
  statuses: {
    200: '92020000: done; another code says why not',
    400: '95000001: a member is missing or does not fit; 95000004: the body is no JSON',
    405: '95000002: another method than POST',
    415: '95000003: another content type than application/json',
    ...gatewayStatuses,
    500: 'APIGW.0601: a gateway error',
  },
} as const
const pace = { mostAMinute: 6000, of: 'license requests' } as const

const activate = `POST ${licensePaths.activate}` as const
const activateAll = `POST ${licensePaths.activateAll}` as const
const query = `POST ${licensePaths.query}` as const
const queryAll = `POST ${licensePaths.queryAll}` as const
const reportUsage = `POST ${licensePaths.reportUsage}` as const
/** The path of an upload, as a route names it. */
const upload = 'POST /api/mkp-openapi-public/global/v1/market-event/:event_id/file' as const

/** What the software of license products and its sellers' servers call (license §2.2, §3.6). */
export const licenseOpenApis = defineOpenApiRoutes({
  [activate]: {
    operation: 'activateLicense',
    summary: {
      en: 'Activate an authorisation code that its buyer has collected',
      zh: '激活买家已领取的授权码',
    },
    body: { kind: 'json', schema: activateRequestSchema },
    reply: activateReplySchema,
    ...ofCodes,
    pace,
  },
  [activateAll]: {
    operation: 'activateLicenses',
    summary: {
      en: 'Activate up to 100 authorisation codes, all or none',
      zh: '批量激活授权码，最多 100 个，全部成功或全部不生效',
    },
    body: { kind: 'json', schema: activateAllRequestSchema },
    reply: resultReplySchema,
    ...ofCodes,
    pace,
  },
  [query]: {
    operation: 'queryLicense',
    summary: {
      en: 'Query whether an authorisation code may be used; on the first use of each day',
      zh: '查询授权码状态，软件每天首次使用时调用',
    },
    body: { kind: 'json', schema: queryRequestSchema },
    reply: queryReplySchema,
    ...ofCodes,
    pace,
  },
  [queryAll]: {
    operation: 'queryLicenses',
    summary: { en: 'Query up to 100 authorisation codes', zh: '批量查询授权码状态，最多 100 个' },
    body: { kind: 'json', schema: queryAllRequestSchema },
    reply: queryAllReplySchema,
    ...ofCodes,
    pace,
  },
  [reportUsage]: {
    operation: 'reportLicenseUsage',
    summary: {
      en: 'Report how much the software is used today, by client or as a number',
      zh: '上报软件当日使用情况，按客户端或活跃数量',
    },
    body: { kind: 'json', schema: usageRequestSchema },
    reply: resultReplySchema,
    ...ofCodes,
    pace,
    // A hundred codes with a hundred clients each.
    mostBodyBytes: 8 * 1024 * 1024,
  },
  [upload]: {
    operation: 'uploadLicense',
    summary: {
      en: 'Upload the license of a device as a text or a file, under the number of its application',
      zh: '按申请流水号上传设备的 License（文本或文件）',
    },
    params: z.object({ event_id: z.string().min(1).max(64) }),
    body: { kind: 'multipart', schema: uploadRequestSchema, json: 'isvUpdateFileReq', file: 'file' },
    reply: resultReplySchema,
    shape,
    faults: {
      failed: 'CBC.0999',
      mediaType: 'CBC.0101',
      unreadable: 'CBC.0101',
      unfit: 'CBC.0101',
    },
    resultCodes: uploadErrorCodes,
    statuses: {
      200: 'CBC.0000: delivered; another code says why not',
      400: 'CBC.0101: a part is missing or does not fit',
      ...gatewayStatuses,
      500: 'CBC.0999: the upload failed; APIGW.0601: a gateway error',
    },
    pace: { mostAMinute: 600, of: 'uploads' },
    // The file, and the other part.
    mostBodyBytes: mostFileBytes + 64 * 1024,
  },
})
