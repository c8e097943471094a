import type { Language } from '@loggia/kernel'

import { resultCodes as saasResultCodes } from '../saas/result-codes.ts'

/** The result codes of all license interfaces (license §2.4, §3.5); those from 000900 belong to `getLicenseAsync`. */
export const resultCodes = {
  '000000': saasResultCodes['000000'],
  '000001': saasResultCodes['000001'],
  '000002': saasResultCodes['000002'],
  '000003': { 'zh-CN': 'License 或实例不存在', 'en-US': 'the license or instance does not exist' },
  '000004': saasResultCodes['000004'],
  '000005': saasResultCodes['000005'],
  '000100': saasResultCodes['000100'],
  '000900': {
    'zh-CN': '当前订单剩余的 License 配额不足',
    'en-US': 'the order has no licenses left',
  },
  '000901': {
    'zh-CN': '申请的时间须在当前订单的有效期内',
    'en-US': 'the dates are not within the validity of the order',
  },
  '000902': {
    'zh-CN': '按周期购买的 License 须有到期时间',
    'en-US': 'a license for a period needs an expiry time',
  },
  '000903': {
    'zh-CN': '缺少设备指纹或硬件码',
    'en-US': 'the device fingerprint or hardware code is missing',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

/** A result code of the license interfaces. */
export type LicenseResultCode = keyof typeof resultCodes

/** Whether the license interfaces define this result code. */
export const isLicenseResultCode = (code: string): code is LicenseResultCode =>
  Object.hasOwn(resultCodes, code)

/** What a result code means, or undefined if the license interfaces do not define it. */
export const findResultCodeMeaning = (code: string, language: Language): string | undefined =>
  isLicenseResultCode(code) ? resultCodes[code][language] : undefined
