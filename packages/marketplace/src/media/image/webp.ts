import { mediaProblems } from '../problems.ts'
import { readAscii, join, createView } from './bytes.ts'
import { readOrientation } from './orientation.ts'
import type { Picture } from './picture.ts'

export const isWebp = (bytes: Uint8Array): boolean =>
  bytes.length >= 12 && readAscii(bytes, 0, 4) === 'RIFF' && readAscii(bytes, 8, 4) === 'WEBP'

const refuseMalformed = () => mediaProblems.malformed({ type: 'WebP' })
const kept = new Set(['VP8X', 'ALPH', 'VP8 ', 'VP8L'])
const [animationFlag, alphaFlag] = [0x02, 0x10]

type Chunk = { readonly name: string; readonly whole: Uint8Array; readonly data: Uint8Array }
type Size = { readonly width: number; readonly height: number }

/** Takes a WebP apart by its chunks. Throws `media.malformed`, `media.animated`. */
export function readWebp(bytes: Uint8Array): Picture {
  const end = createView(bytes).getUint32(4, true) + 8
  if (end > bytes.length + 1 || end < 20) throw refuseMalformed()
  const chunks = readChunks(bytes, Math.min(end, bytes.length))
  if (chunks.some(({ name }) => name === 'ANIM' || name === 'ANMF')) throw mediaProblems.animated()
  const frames = chunks.filter(({ name }) => name === 'VP8 ' || name === 'VP8L')
  const [frame] = frames
  if (!frame || frames.length > 1) throw refuseMalformed()
  const size = frame.name === 'VP8 ' ? lossySize(frame.data) : losslessSize(frame.data)
  const canvas = chunks.find(({ name }) => name === 'VP8X')
  if (canvas) requireCanvas(canvas.data, size)
  const exif = chunks.find(({ name }) => name === 'EXIF')
  return {
    type: 'WebP',
    ...size,
    orientation: exif ? readOrientation(withoutPrefix(exif.data)) : 1,
    clean: putTogether(chunks),
    trailing: bytes.subarray(Math.min(end, bytes.length)),
  }
}

function readChunks(bytes: Uint8Array, end: number): Chunk[] {
  const chunks: Chunk[] = []
  for (let at = 12; at + 8 <= end;) {
    const length = createView(bytes).getUint32(at + 4, true)
    const next = at + 8 + length
    if (next > end) throw refuseMalformed()
    chunks.push({
      name: readAscii(bytes, at, 4),
      whole: bytes.subarray(at, next),
      data: bytes.subarray(at + 8, next),
    })
    // Chunks start at even offsets.
    at = next + (length % 2)
  }
  return chunks
}

/** RFC 6386 §9.1: a key frame, its start code, and fourteen bits for each side. */
function lossySize(data: Uint8Array): Size {
  if (data.length < 10) throw refuseMalformed()
  const isKeyFrame = ((data[0] ?? 1) & 1) === 0
  if (!isKeyFrame || data[3] !== 0x9d || data[4] !== 0x01 || data[5] !== 0x2a) throw refuseMalformed()
  return requireSize({
    width: createView(data).getUint16(6, true) & 0x3fff,
    height: createView(data).getUint16(8, true) & 0x3fff,
  })
}

/** RFC 9649 §3.4: a signature, and fourteen bits less one for each side. */
function losslessSize(data: Uint8Array): Size {
  if (data.length < 5 || data[0] !== 0x2f) throw refuseMalformed()
  const bits = createView(data).getUint32(1, true)
  return requireSize({ width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 })
}

function requireSize(size: Size): Size {
  if (size.width === 0 || size.height === 0) throw refuseMalformed()
  return size
}

/** The canvas of a still picture must equal its frame: otherwise a small canvas could hide a large frame. */
function requireCanvas(data: Uint8Array, frame: Size): void {
  if (data.length < 10) throw refuseMalformed()
  if (((data[0] ?? 0) & animationFlag) !== 0) throw mediaProblems.animated()
  const width = (createView(data).getUint32(4, true) & 0xffffff) + 1
  const height = (createView(data).getUint32(6, true) >>> 8) + 1
  if (width !== frame.width || height !== frame.height) throw refuseMalformed()
}

// Some writers put JPEG's prefix before the TIFF header.
const withoutPrefix = (data: Uint8Array): Uint8Array =>
  readAscii(data, 0, 6) === 'Exif\0\0' ? data.subarray(6) : data

function putTogether(chunks: readonly Chunk[]): Uint8Array {
  const parts = chunks
    .filter(({ name }) => kept.has(name))
    .flatMap(({ name, whole }) => [
      name === 'VP8X' ? withAlphaOnly(whole) : whole,
      new Uint8Array(whole.length % 2),
    ])
  const body = join(parts)
  const head = new Uint8Array(12)
  head.set([0x52, 0x49, 0x46, 0x46], 0)
  createView(head).setUint32(4, body.length + 4, true)
  head.set([0x57, 0x45, 0x42, 0x50], 8)
  return join([head, body])
}

/** Clears the flags for profile, EXIF and XMP, whose chunks were removed. */
function withAlphaOnly(chunk: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(chunk)
  copy[8] = (copy[8] ?? 0) & alphaFlag
  return copy
}
