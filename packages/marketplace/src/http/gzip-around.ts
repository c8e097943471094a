import { constants, crc32, deflateRawSync } from 'node:zlib'

const unfinished = { finishFlush: constants.Z_SYNC_FLUSH }
/** RFC 1952 §2.3: deflate, no flags, no time, unknown system. */
const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
/** RFC 1951 §3.2.6: an empty last block. */
const end = Buffer.from([3, 0])

/**
 * A text compressed with gzip, except for each place of `secret`: there it is stored as it is, and what is before and
 * after is compressed by itself. So the length says nothing about how much of the secret the rest of the text repeats
 * (BREACH).
 */
export function encodeGzipAround(text: string, secret: string): Buffer {
  const stored = deflateRawSync(secret, { ...unfinished, level: 0 })
  const parts = text.split(secret).flatMap((part, i) => {
    const compressed = deflateRawSync(part, unfinished)
    return i === 0 ? [compressed] : [stored, compressed]
  })
  const plain = Buffer.from(text)
  const tail = Buffer.alloc(8)
  tail.writeUInt32LE(crc32(plain), 0)
  tail.writeUInt32LE(plain.length % 2 ** 32, 4)
  return Buffer.concat([head, ...parts, end, tail])
}
