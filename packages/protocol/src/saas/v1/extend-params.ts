import { z } from 'zod'

/** A parameter that the seller asked for when the product was published, with the buyer's value. */
export type ExtendParam = { name: string; value: string }

const textOf = (value: unknown): unknown => {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
const list = z.array(z.object({ name: z.string(), value: z.preprocess(textOf, z.string()) }))

const encoder = new TextEncoder()

/** `saasExtendParams`: the JSON list in UTF-8, as Base64. It is signed in this form (saas-v1 §6.1). */
export const encodeExtendParams = (params: readonly ExtendParam[]): string =>
  toBase64(encoder.encode(JSON.stringify(params.map(({ name, value }) => ({ name, value })))))

/** The parameters in a `saasExtendParams`, or undefined if it cannot be read. Values that are no text become text. */
export function decodeExtendParams(text: string): ExtendParam[] | undefined {
  try {
    // A plus sign that was read as a blank is restored: Base64 has no blanks.
    const bytes = Uint8Array.from(atob(text.replaceAll(' ', '+')), (letter) => letter.charCodeAt(0))
    return readExtendParams(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/** The parameters in a JSON list, or undefined if it is no such list. */
export function readExtendParams(json: string): ExtendParam[] | undefined {
  try {
    return list.parse(JSON.parse(json))
  } catch {
    return undefined
  }
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
