import type { Language } from '@loggia/kernel'

type Meaning = Readonly<Record<Language, string>>

/** The result codes of SaaS V1.0 and V2.0 (saas-v1 §8, saas-v2 §5). Codes from 000100 belong to `newInstance`. */
export const resultCodes = {
  '000000': { 'zh-CN': '成功', 'en-US': 'success' },
  '000001': { 'zh-CN': '鉴权失败', 'en-US': 'authentication failed' },
  '000002': { 'zh-CN': '请求参数不合法', 'en-US': 'a request parameter is invalid' },
  '000003': { 'zh-CN': '实例 ID 不存在', 'en-US': 'the instance ID does not exist' },
  '000004': { 'zh-CN': '请求处理中', 'en-US': 'the request is being processed' },
  '000005': { 'zh-CN': '其他服务内部错误', 'en-US': 'other internal error of the service' },
  '000100': { 'zh-CN': '没有可用的实例资源', 'en-US': 'no instance resources are available' },
  '000101': { 'zh-CN': '手机号为空或重复', 'en-US': 'the mobile number is empty or already in use' },
  '000102': { 'zh-CN': '邮箱为空或重复', 'en-US': 'the email address is empty or already in use' },
  '000103': {
    'zh-CN': '已购买过此商品，不能重复购买',
    'en-US': 'the product was bought before and cannot be bought again',
  },
  '000104': { 'zh-CN': '商品服务内部错误', 'en-US': 'internal error of the product' },
  '000105': {
    'zh-CN': '账号已享有此权益，不能再次订购',
    'en-US': 'the account already has this benefit and cannot order it again',
  },
  '000106': { 'zh-CN': '商品已售罄', 'en-US': 'the product is sold out' },
  '000107': { 'zh-CN': 'SaaS 邮箱域名已存在', 'en-US': 'the SaaS email domain already exists' },
} as const satisfies Readonly<Record<string, Meaning>>

/** A result code that the protocol defines. */
export type SaasResultCode = keyof typeof resultCodes

/** Whether the protocol defines this result code. */
export const isSaasResultCode = (code: string): code is SaasResultCode => Object.hasOwn(resultCodes, code)

/** What a result code means, or undefined if the protocol does not define it. */
export const findResultCodeMeaning = (code: string, language: Language): string | undefined =>
  isSaasResultCode(code) ? resultCodes[code][language] : undefined
