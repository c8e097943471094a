import { mediaProblems } from '../problems.ts'
import { readAscii, join, hasBytesAt, createView } from './bytes.ts'
import { readOrientation } from './orientation.ts'
import type { Orientation, Picture } from './picture.ts'

export const isJpeg = (bytes: Uint8Array): boolean => hasBytesAt(bytes, [0xff, 0xd8, 0xff])

const refuseMalformed = () => mediaProblems.malformed({ type: 'JPEG' })
const refuseUnsupported = (variant: string) => mediaProblems.variant_unsupported({ type: 'JPEG', variant })

const marker = { startOfScan: 0xda, endOfImage: 0xd9, huffman: 0xc4, quantisation: 0xdb, restart: 0xdd }
const [exifMarker, adobeMarker] = [0xe1, 0xee]
/** Baseline, extended sequential and progressive, all with Huffman codes. */
const frames = new Set([0xc0, 0xc1, 0xc2])
/** Lossless, hierarchical and arithmetic frames; 0xC4, 0xC8 and 0xCC are not frames. */
const otherFrames = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])
const keptTables = new Set([marker.huffman, marker.quantisation, marker.restart])
/** Each scan passes over the whole picture: a small file could ask for thousands. */
const mostScans = 64

type Frame = { readonly width: number; readonly height: number }
type Reading = {
  readonly parts: Uint8Array[]
  frame?: Frame
  orientation: Orientation
  scans: number
}

/** Takes a JPEG apart by its segments. Throws `media.malformed`, `media.variant_unsupported`. */
export function readJpeg(bytes: Uint8Array): Picture {
  const reading: Reading = { parts: [bytes.subarray(0, 2)], orientation: 1, scans: 0 }
  for (let at = 2; at + 4 <= bytes.length + 2;) {
    if (bytes[at] !== 0xff) throw refuseMalformed()
    const kind = bytes[at + 1] ?? 0
    if (kind === 0xff) {
      // Fill bytes may stand before a marker (T.81 §B.1.1.2).
      at += 1
      continue
    }
    if (kind === marker.endOfImage) return finish(reading, bytes, at + 2)
    at = readSegment(reading, bytes, at)
  }
  throw refuseMalformed()
}

/** Reads one segment and returns the offset of the next. */
function readSegment(reading: Reading, bytes: Uint8Array, at: number): number {
  if (at + 4 > bytes.length) throw refuseMalformed()
  const kind = bytes[at + 1] ?? 0
  const length = createView(bytes).getUint16(at + 2)
  const end = at + 2 + length
  if (length < 2 || end > bytes.length) throw refuseMalformed()
  const data = bytes.subarray(at + 4, end)
  if (otherFrames.has(kind)) throw refuseUnsupported('lossless or arithmetic coding')
  if (frames.has(kind)) {
    if (reading.frame) throw refuseMalformed()
    reading.frame = readFrame(data)
  }
  if (kind === exifMarker && readAscii(data, 0, 6) === 'Exif\0\0')
    reading.orientation = readOrientation(data.subarray(6))
  const isAdobe = kind === adobeMarker && readAscii(data, 0, 5) === 'Adobe'
  if (kind === marker.startOfScan) return readScan(reading, bytes, { at, end })
  // The Adobe segment tells whether three components are RGB; without it the colours would be wrong.
  if (frames.has(kind) || keptTables.has(kind) || isAdobe) reading.parts.push(bytes.subarray(at, end))
  return end
}

function readFrame(data: Uint8Array): Frame {
  if (data.length < 6) throw refuseMalformed()
  const [precision = 0, , , , , components = 0] = data
  const [height, width] = [createView(data).getUint16(1), createView(data).getUint16(3)]
  if (precision !== 8) throw refuseUnsupported(`${precision} bits`)
  if (components === 4) throw refuseUnsupported('CMYK')
  if (components !== 1 && components !== 3) throw refuseUnsupported(`${components} components`)
  // With a height of 0 the real height follows the first scan (T.81 §B.2.5); no known encoder writes that.
  if (width === 0 || height === 0) throw refuseMalformed()
  return { width, height }
}

/** The coded pixels end at the next marker that is neither a stuffed byte nor a restart. */
function readScan(reading: Reading, bytes: Uint8Array, { at, end }: { at: number; end: number }): number {
  reading.scans += 1
  if (!reading.frame || reading.scans > mostScans) throw refuseMalformed()
  for (let next = bytes.indexOf(0xff, end); next !== -1; next = bytes.indexOf(0xff, next + 1)) {
    const following = bytes[next + 1] ?? 0
    if (following === 0 || following === 0xff || (following >= 0xd0 && following <= 0xd7)) continue
    reading.parts.push(bytes.subarray(at, next))
    return next
  }
  throw refuseMalformed()
}

function finish({ parts, frame, orientation, scans }: Reading, bytes: Uint8Array, end: number): Picture {
  if (!frame || scans === 0) throw refuseMalformed()
  const clean = join([...parts, Uint8Array.of(0xff, marker.endOfImage)])
  return { type: 'JPEG', ...frame, orientation, clean, trailing: bytes.subarray(end) }
}
