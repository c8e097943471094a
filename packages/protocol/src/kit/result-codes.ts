import type { Language } from '@loggia/kernel'

import { resultCodes as saasResultCodes } from '../saas/result-codes.ts'

/** The result codes of the kit (joint-kit §3). */
export const resultCodes = {
  '000000': saasResultCodes['000000'],
  '000001': saasResultCodes['000001'],
  '000002': saasResultCodes['000002'],
  '000003': saasResultCodes['000003'],
  '000004': saasResultCodes['000004'],
  '000005': saasResultCodes['000005'],
  '000100': saasResultCodes['000100'],
  '000101': {
    'zh-CN': '应用密钥（clientSecret）无法解密',
    'en-US': 'the application secret (clientSecret) cannot be decrypted',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

/** A result code of the kit. */
export type KitResultCode = keyof typeof resultCodes

/** Whether the kit defines this result code. */
export const isKitResultCode = (code: string): code is KitResultCode => Object.hasOwn(resultCodes, code)

/** What a result code means, or undefined if the kit does not define it. */
export const findResultCodeMeaning = (code: string, language: Language): string | undefined =>
  isKitResultCode(code) ? resultCodes[code][language] : undefined
