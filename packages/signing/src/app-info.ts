import { openField } from './aes-fields.ts'
import type { FieldKeyBits } from './aes-fields.ts'

/** The members of a seller's access data that may be sealed. */
export type SealableAppInfo = { userName?: string | undefined; password?: string | undefined }
/** A reply to `queryInstance`, as far as sealing concerns it. */
export type SealableReply = {
  encryptType?: string | undefined
  info?: readonly { appInfo?: SealableAppInfo | undefined }[] | undefined
}
/** `unreadable` lists the members that could not be opened, such as `info[0].appInfo.password`; they are absent in `reply`. */
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

/**
 * The reply with `userName` and `password` in plain text and without `encryptType`. A V2.0 reply is plain unless its
 * `encryptType` is `1` (AES-256) or `2` (AES-128), and is then returned as it is (saas-v2 §4).
 */
export function openAppInfo<R extends SealableReply>(reply: R, accessKey: string): OpenedReply<R> {
  const bits = bitsOf[reply.encryptType ?? '']
  if (bits === undefined) return { reply, unreadable: [] }
  const unreadable: string[] = []
  const info = reply.info?.map((entry, i) =>
    entry.appInfo
      ? { ...entry, appInfo: openAll(entry.appInfo, `info[${i}].appInfo`, { accessKey, bits, unreadable }) }
      : entry,
  )
  const opened: R = { ...reply, ...(info && { info }) }
  delete opened.encryptType
  return { reply: opened, unreadable }
}
