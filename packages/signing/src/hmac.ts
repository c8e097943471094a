import { Buffer } from 'node:buffer'
import * as crypto from 'node:crypto'

const blockBytes = 64
const digestBytes = 32

/** Room for a message behind a pad; what is signed is hardly ever longer. */
const roomBytes = 2048

/** A key as its two pads, each with room for what is digested behind it. */
type Pads = { readonly inner: Buffer; readonly outer: Buffer }

const mostKeys = 64
const known = new Map<string, Pads>()

function padsOf(key: string): Pads {
  const found = known.get(key)
  if (found) return found
  const bytes = new TextEncoder().encode(key)
  const short = bytes.length > blockBytes ? crypto.createHash('sha256').update(bytes).digest() : bytes
  // Memory of their own: what is signed begins with the key, and unfilled buffers of a process share theirs.
  const inner = Buffer.alloc(blockBytes + roomBytes, 0x36)
  const outer = Buffer.alloc(blockBytes + digestBytes, 0x5c)
  for (const [at, byte] of short.entries()) {
    inner[at] = byte ^ 0x36
    outer[at] = byte ^ 0x5c
  }
  // Few keys sign all requests of a process; whoever tries many does not fill the memory.
  if (known.size >= mostKeys) known.clear()
  known.set(key, { inner, outer })
  return { inner, outer }
}

/**
 * HMAC-SHA-256 (RFC 2104 §2), text as UTF-8. Short messages by two digests of one call each where the runtime has such calls
 * (Node 20.12): a third of the time of an object that is made, fed and asked, and a request and its reply need three of them.
 */
export function computeHmacSha256(key: string, data: Uint8Array | string, form: 'hex' | 'base64'): string {
  // Looked up on the module, as older runtimes do not have it.
  const { hash } = crypto as Partial<typeof crypto>
  const mostBytes = typeof data === 'string' ? 3 * data.length : data.length
  if (!hash || mostBytes > roomBytes) return crypto.createHmac('sha256', key).update(data).digest(form)
  const { inner, outer } = padsOf(key)
  outer.write(hash('sha256', withMessage(inner, data), 'latin1'), blockBytes, 'latin1')
  return hash('sha256', outer, form)
}

function withMessage(inner: Buffer, data: Uint8Array | string): Buffer {
  if (typeof data === 'string') return inner.subarray(0, blockBytes + inner.write(data, blockBytes))
  inner.set(data, blockBytes)
  return inner.subarray(0, blockBytes + data.length)
}
