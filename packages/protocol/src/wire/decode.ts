import { getJsonType } from './json.ts'
import type { JsonObject } from './json.ts'
import type { BodyFault } from './verdicts.ts'

/** A JSON object read from bytes, or why they are none. */
export type DecodedObject = { ok: true; value: JsonObject } | { ok: false; fault: BodyFault }

const startsWithBom = (body: Uint8Array): boolean => body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeText(body: Uint8Array): string | undefined {
  try {
    return utf8.decode(body)
  } catch {
    return undefined
  }
}

/** Reads bytes as one JSON object in UTF-8. If a member occurs twice, the last one counts. */
export function decodeObject(body: Uint8Array): DecodedObject {
  const refuse = (fault: BodyFault): DecodedObject => ({ ok: false, fault })
  if (body.length === 0) return refuse({ code: 'body_empty' })
  if (startsWithBom(body)) return refuse({ code: 'body_bom' })
  const text = decodeText(body)
  if (text === undefined) return refuse({ code: 'body_not_utf8' })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse({ code: 'body_unparsable', gotBytes: body.length })
  }
  const got = getJsonType(value)
  return got === 'object' ? { ok: true, value: value as JsonObject } : refuse({ code: 'not_an_object', got })
}
