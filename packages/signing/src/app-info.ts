import { omitUndefined } from '@loggia/kernel'
import { openField } from './aes-fields.ts'
import type { FieldKeyBits } from './aes-fields.ts'

/** Members of a seller's access data that may be sealed. */
export type SealableAppInfo = { userName?: string | undefined; password?: string | undefined }
/** The members of a reply that sealing concerns; in V1.0 the reply to `newInstance` has access data too. */
export type SealableReply = {
  encryptType?: string | undefined
  appInfo?: SealableAppInfo | undefined
  info?: readonly { appInfo?: SealableAppInfo | undefined }[] | undefined
}
/**
 * `unreadable` lists members that could not be opened, such as `info[0].appInfo.password`; they are absent from
 * `reply`.
 */
export type OpenedReply<R> = { reply: R; unreadable: string[] }

const bitsOf: Readonly<Record<string, FieldKeyBits>> = { '1': 256, '2': 128 }
const sealable = ['userName', 'password'] as const

type Opening = { accessKey: string; bits: FieldKeyBits; unreadable: string[] }

function openAll(
  appInfo: SealableAppInfo,
  path: string,
  { accessKey, bits, unreadable }: Opening,
): SealableAppInfo {
  const opened: SealableAppInfo = { ...appInfo }
  for (const name of sealable) {
    const value = appInfo[name]
    if (value === undefined || value === '') continue
    const plaintext = openField({ accessKey, bits, value })
    if (plaintext === undefined) {
      delete opened[name]
      unreadable.push(`${path}.${name}`)
    } else opened[name] = plaintext
  }
  return opened
}

function openWith<R extends SealableReply>(reply: R, accessKey: string, bits: FieldKeyBits): OpenedReply<R> {
  const unreadable: string[] = []
  const open = (appInfo: SealableAppInfo, path: string): SealableAppInfo =>
    openAll(appInfo, path, { accessKey, bits, unreadable })
  const info = reply.info?.map((entry, i) =>
    entry.appInfo ? { ...entry, appInfo: open(entry.appInfo, `info[${i}].appInfo`) } : entry,
  )
  const appInfo = reply.appInfo && open(reply.appInfo, 'appInfo')
  const opened: R = { ...reply, ...omitUndefined({ info, appInfo }) }
  delete opened.encryptType
  return { reply: opened, unreadable }
}

/**
 * Returns the reply with `userName` and `password` in clear and without `encryptType`. A V2.0 reply whose `encryptType`
 * is neither `1` (AES-256) nor `2` (AES-128) is in clear and returned unchanged (saas-v2 §4).
 */
export function openAppInfo<R extends SealableReply>(reply: R, accessKey: string): OpenedReply<R> {
  const bits = bitsOf[reply.encryptType ?? '']
  return bits === undefined ? { reply, unreadable: [] } : openWith(reply, accessKey, bits)
}

/**
 * Like {@link openAppInfo}, for a V1.0 reply, whose `userName` and `password` are always sealed: with AES-128 if its
 * `encryptType` is `2`, else with AES-256 (saas-v1 §5).
 */
export const openSaasV1AppInfo = <R extends SealableReply>(reply: R, accessKey: string): OpenedReply<R> =>
  openWith(reply, accessKey, bitsOf[reply.encryptType ?? ''] ?? 256)
