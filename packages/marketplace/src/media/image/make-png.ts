import { deflateSync } from 'node:zlib'
import { join, createView } from './bytes.ts'

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})
const crc32 = (bytes: Uint8Array): number => {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

/** One chunk: length, name, data and checksum (PNG §5.3). */
export function createPngChunk(name: string, data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(data.length + 12)
  createView(whole).setUint32(0, data.length)
  whole.set(Buffer.from(name, 'latin1'), 4)
  whole.set(data, 8)
  createView(whole).setUint32(data.length + 8, crc32(whole.subarray(4, data.length + 8)))
  return whole
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
export const createPngHeader = (width: number, height: number, rest: readonly number[]): Uint8Array => {
  const data = new Uint8Array(13)
  createView(data).setUint32(0, width)
  createView(data).setUint32(4, height)
  data.set(rest, 8)
  return createPngChunk('IHDR', data)
}
export const createPngFile = (chunks: readonly Uint8Array[]): Uint8Array =>
  join([signature, ...chunks, createPngChunk('IEND', new Uint8Array())])

/** Writes pixels of red, green, blue and alpha as a PNG of eight bits, without filters. */
export function makePng(pixels: {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}): Uint8Array {
  const { data, width, height } = pixels
  const rows = new Uint8Array((width * 4 + 1) * height)
  for (let y = 0; y < height; y += 1)
    rows.set(data.subarray(y * width * 4, (y + 1) * width * 4), y * (width * 4 + 1) + 1)
  return createPngFile([
    createPngHeader(width, height, [8, 6, 0, 0, 0]),
    createPngChunk('IDAT', deflateSync(rows)),
  ])
}
