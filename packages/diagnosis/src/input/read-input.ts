import { omitUndefined } from '@loggia/kernel'
import { decodeText } from '../exchange.ts'
import type { Exchange } from '../exchange.ts'
import { isCurl, isCurlTranscript, readCurlLine, readCurlTranscript } from './curl-transcript.ts'
import { readJsonRecord } from './har.ts'
import { UnreadableInput } from './input-faults.ts'
import type { InputFault } from './input-faults.ts'
import { withoutPaste } from './pasted.ts'
import { withoutPrint } from './printed-exchange.ts'
import { readRawHttp, readReply } from './raw-http.ts'

/** The longest input that is read. */
export const inputLimitBytes = 4 * 1024 * 1024

/** The longest address; servers stop at half of it. */
const mostAddress = 16 * 1024

/** What was read, or why it cannot be. */
export type ReadInput = { ok: true; exchange: Exchange } | { ok: false; fault: InputFault }

/** A curl line, and the reply under it if curl printed one. */
function readCurlAndReply(text: string): Exchange {
  const at = /\n[\r\n]*(?=HTTP\/\d(?:\.\d)? \d{3})/.exec(text)
  const request = readCurlLine(at ? text.slice(0, at.index) : text)
  return omitUndefined({
    request,
    reply: at ? readReply(Buffer.from(text.slice(at.index + at[0].length))) : undefined,
  })
}

function read(given: Buffer, entry: number | undefined): Exchange {
  const bytes = withoutPrint(withoutPaste(given))
  const start = bytes.toString('latin1', 0, 2000).trimStart()
  if (start === '' && bytes.length < 2000) throw new UnreadableInput({ code: 'input_empty' })
  const text = (): string => decodeText(bytes) ?? bytes.toString('latin1')
  if (start.startsWith('{')) return readJsonRecord(text(), entry)
  if (isCurlTranscript(bytes.toString('latin1').trimStart())) return readCurlTranscript(bytes)
  if (isCurl(start)) return readCurlAndReply(text().trim())
  if (/^(?:[A-Za-z]+ \S+|HTTP\/\d)/.test(start)) {
    const skip = bytes.findIndex((byte) => byte > 32)
    return readRawHttp(bytes.subarray(skip))
  }
  throw new UnreadableInput({ code: 'format_unknown' })
}

/**
 * Reads what people have at hand: a raw HTTP request, with its reply below if there is one, or a reply alone; a curl line, with
 * the reply below; what `curl -v` printed; a HAR or one of its entries; a call of our own pages; what `loggia call` and
 * `loggia trigger exchange` print. `entry` chooses from a HAR, from 1 on.
 */
export function readInput(bytes: Uint8Array, { entry }: { entry?: number | undefined } = {}): ReadInput {
  if (bytes.length > inputLimitBytes)
    return { ok: false, fault: { code: 'input_too_long', limitBytes: inputLimitBytes } }
  const hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  try {
    const exchange = read(Buffer.from(hasBom ? bytes.subarray(3) : bytes), entry)
    return (exchange.request?.target.length ?? 0) > mostAddress
      ? { ok: false, fault: { code: 'address_too_long', limit: mostAddress } }
      : { ok: true, exchange }
  } catch (error) {
    if (error instanceof UnreadableInput) return { ok: false, fault: error.fault }
    throw error
  }
}
