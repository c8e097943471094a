import { mediaProblems } from '../problems.ts'
import { readAscii, join, hasBytesAt, createView } from './bytes.ts'
import { readOrientation } from './orientation.ts'
import type { Orientation, Picture } from './picture.ts'

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
export const isPng = (bytes: Uint8Array): boolean => hasBytesAt(bytes, signature)

const refuseMalformed = () => mediaProblems.malformed({ type: 'PNG' })
/** The chunks that the pixels need; gamma, profiles, texts and times are dropped. */
const kept = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])
const ofAnimation = new Set(['acTL', 'fcTL', 'fdAT'])
/** PNG §11.2.1: the bit depths of each colour type. */
const depths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}

type Chunk = { readonly name: string; readonly whole: Uint8Array; readonly data: Uint8Array }

/** Takes a PNG apart by its chunks. Throws `media.malformed`, `media.animated`. */
export function readPng(bytes: Uint8Array): Picture {
  const { chunks, end } = readChunks(bytes)
  const [first] = chunks
  if (first?.name !== 'IHDR') throw refuseMalformed()
  const { width, height } = readHeader(first.data)
  const names = chunks.map((chunk) => chunk.name)
  if (!names.includes('IDAT') || names.lastIndexOf('IHDR') > 0) throw refuseMalformed()
  const parts = chunks.filter((chunk) => kept.has(chunk.name)).map((chunk) => chunk.whole)
  return {
    type: 'PNG',
    width,
    height,
    orientation: orientationOf(chunks),
    clean: join([Uint8Array.from(signature), ...parts]),
    trailing: bytes.subarray(end),
  }
}

function readChunks(bytes: Uint8Array): { chunks: Chunk[]; end: number } {
  const data = createView(bytes)
  const chunks: Chunk[] = []
  for (let at = signature.length; at + 12 <= bytes.length;) {
    const length = data.getUint32(at)
    const end = at + 12 + length
    if (end > bytes.length) throw refuseMalformed()
    const name = readAscii(bytes, at + 4, 4)
    if (ofAnimation.has(name)) throw mediaProblems.animated()
    // A decoder must not go on after an unknown critical chunk (PNG §5.4).
    if (!/^[a-z][a-zA-Z]{3}$/.test(name) && !kept.has(name)) throw refuseMalformed()
    chunks.push({ name, whole: bytes.subarray(at, end), data: bytes.subarray(at + 8, end - 4) })
    at = end
    if (name === 'IEND') return { chunks, end }
  }
  throw refuseMalformed()
}

function readHeader(data: Uint8Array): { width: number; height: number } {
  if (data.length !== 13) throw refuseMalformed()
  const header = createView(data)
  const [width, height] = [header.getUint32(0), header.getUint32(4)]
  const [depth = 0, colour = 0, compression, filter, interlace = 0] = data.subarray(8)
  const isFit = depths[colour]?.includes(depth) && compression === 0 && filter === 0 && interlace <= 1
  if (!isFit || width === 0 || height === 0) throw refuseMalformed()
  return { width, height }
}

function orientationOf(chunks: readonly Chunk[]): Orientation {
  const exif = chunks.find((chunk) => chunk.name === 'eXIf')
  return exif ? readOrientation(exif.data) : 1
}
