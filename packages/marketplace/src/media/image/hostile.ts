import { deflateSync } from 'node:zlib'
import { join, createView } from './bytes.ts'
import { createPngChunk, createPngFile, createPngHeader } from './make-png.ts'

const text = (content: string): Uint8Array => Uint8Array.from(Buffer.from(content, 'latin1'))
const rgba = [8, 6, 0, 0, 0]
const rows = (length: number): Uint8Array => deflateSync(new Uint8Array(length))
const without = (bytes: Uint8Array, last: number): Uint8Array => bytes.subarray(0, bytes.length - last)

/** Parts of a valid empty square of 200 × 200, from which hostile files are made. */
const header = createPngHeader(200, 200, rgba)
const pixels = createPngChunk('IDAT', rows(200 * 801))
export const goodPng = createPngFile([header, pixels])

const riff = (chunks: readonly Uint8Array[]): Uint8Array => {
  const body = join([text('WEBP'), ...chunks])
  const head = new Uint8Array(8)
  head.set(text('RIFF'))
  createView(head).setUint32(4, body.length, true)
  return join([head, body])
}
const riffChunk = (name: string, data: Uint8Array): Uint8Array => {
  const head = new Uint8Array(8)
  head.set(text(name))
  createView(head).setUint32(4, data.length, true)
  return join([head, data, new Uint8Array(data.length % 2)])
}
const canvas = (flags: number, width: number, height: number): Uint8Array => {
  const data = new Uint8Array(10)
  data[0] = flags
  createView(data).setUint32(4, width - 1, true)
  createView(data).setUint16(7, height - 1, true)
  return riffChunk('VP8X', data)
}
const losslessFrame = (width: number, height: number): Uint8Array => {
  const data = new Uint8Array(24)
  data[0] = 0x2f
  createView(data).setUint32(1, (width - 1) | ((height - 1) << 14), true)
  return riffChunk('VP8L', data)
}

/** A file that stands for one kind of attack or damage, with the code of the problem that refuses it. */
export type Hostile = { readonly what: string; readonly bytes: Uint8Array; readonly code: string }

const others = [
  ['an SVG with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['an SVG behind an XML declaration', '<?xml version="1.0"?><svg onload="alert(1)"/>'],
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['a GIF', 'GIF89a\x01\0\x01\0\0\0\0;'],
  ['a bitmap', 'BM\x46\0\0\0\0\0\0\0'],
  ['an AVIF', '\0\0\0\x1cftypavif\0\0\0\0'],
  ['a HEIC', '\0\0\0\x18ftypheic\0\0\0\0'],
  ['a TIFF', 'II*\0\x08\0\0\0'],
  ['a PDF', '%PDF-1.7\n'],
  ['a program', 'MZ\x90\0\x03\0\0\0'],
  ['an XBM that is a script', '#define x_width 200\nalert(1)'],
] as const

const notOfThree: readonly Hostile[] = [
  { what: 'nothing', bytes: new Uint8Array(), code: 'empty' },
  { what: 'more than 5 MB', bytes: new Uint8Array(5_000_001), code: 'too_large' },
  { what: 'a RIFF that is a sound', bytes: text('RIFF\x24\0\0\0WAVEfmt '), code: 'type_unsupported' },
  ...others.map(([what, content]) => ({ what, bytes: text(content), code: 'type_unsupported' })),
]

const pngFiles: readonly Hostile[] = [
  { what: 'a PNG with another first byte', bytes: wrongFirst(goodPng), code: 'type_unsupported' },
  { what: 'a PNG behind a script', bytes: join([text('<script>'), goodPng]), code: 'type_unsupported' },
  { what: 'a GIF with a PNG in it', bytes: join([text('GIF89a'), goodPng]), code: 'type_unsupported' },
  { what: 'the magic of PNG alone', bytes: goodPng.subarray(0, 8), code: 'malformed' },
  { what: 'a PNG cut off in its header', bytes: goodPng.subarray(0, 20), code: 'malformed' },
  { what: 'a PNG cut off in its pixels', bytes: without(goodPng, 30), code: 'malformed' },
  { what: 'a PNG without an end', bytes: without(goodPng, 12), code: 'malformed' },
  { what: 'a PNG without pixels', bytes: createPngFile([header]), code: 'malformed' },
  { what: 'a PNG with its header second', bytes: createPngFile([pixels, header]), code: 'malformed' },
  { what: 'a PNG with two headers', bytes: createPngFile([header, header, pixels]), code: 'malformed' },
  {
    what: 'a PNG with width 0',
    bytes: createPngFile([createPngHeader(0, 200, rgba), pixels]),
    code: 'malformed',
  },
  {
    what: 'a PNG with height 0',
    bytes: createPngFile([createPngHeader(200, 0, rgba), pixels]),
    code: 'malformed',
  },
  {
    what: 'a PNG of 7 bits',
    bytes: createPngFile([createPngHeader(200, 200, [7, 6, 0, 0, 0]), pixels]),
    code: 'malformed',
  },
  {
    what: 'a PNG interlaced in a way that is none',
    bytes: createPngFile([createPngHeader(200, 200, [8, 6, 0, 0, 9]), pixels]),
    code: 'malformed',
  },
  {
    what: 'a PNG with a critical chunk that nobody knows',
    bytes: createPngFile([header, createPngChunk('EVIL', rows(9)), pixels]),
    code: 'malformed',
  },
  {
    what: 'a PNG whose chunk is longer than the file',
    bytes: withLength(goodPng, 33, 0x7fffffff),
    code: 'malformed',
  },
  {
    what: 'a PNG whose pixels are no deflate stream',
    bytes: createPngFile([header, createPngChunk('IDAT', text('x'.repeat(999)))]),
    code: 'malformed',
  },
  {
    what: 'a PNG with fewer pixels than its header says',
    bytes: createPngFile([header, createPngChunk('IDAT', rows(801))]),
    code: 'malformed',
  },
  { what: 'a PNG with a wrong checksum over its pixels', bytes: brokenAt(goodPng, 60), code: 'malformed' },
  {
    what: 'a PNG of 2³¹ pixels on a side',
    bytes: createPngFile([createPngHeader(0x7fffffff, 0x7fffffff, rgba), pixels]),
    code: 'too_many_pixels',
  },
  {
    what: 'a PNG of 20,000 × 20,000 in some kilobytes',
    bytes: createPngFile([createPngHeader(20_000, 20_000, rgba), createPngChunk('IDAT', rows(4_000_000))]),
    code: 'too_many_pixels',
  },
  {
    what: 'a PNG of 6,400 × 6,400: just too many',
    bytes: createPngFile([createPngHeader(6400, 6400, rgba), pixels]),
    code: 'too_many_pixels',
  },
  {
    what: 'a PNG of one row, a million wide',
    bytes: createPngFile([createPngHeader(1_000_000, 1, rgba), pixels]),
    code: 'too_many_pixels',
  },
  {
    what: 'an animated PNG',
    bytes: createPngFile([header, createPngChunk('acTL', new Uint8Array(8)), pixels]),
    code: 'animated',
  },
  { what: 'a PNG that goes on as a ZIP', bytes: join([goodPng, text('PK\x03\x04evil')]), code: 'disguised' },
  {
    what: 'a PNG that goes on as a page',
    bytes: join([goodPng, text('<HTML><script>alert(1)</script>')]),
    code: 'disguised',
  },
  { what: 'a PNG that goes on as a PDF', bytes: join([goodPng, text('\n%PDF-1.7')]), code: 'disguised' },
  {
    what: 'a PNG that goes on as PHP',
    bytes: join([goodPng, text('<?php system($_GET[0]);')]),
    code: 'disguised',
  },
]

const webpFiles: readonly Hostile[] = [
  {
    what: 'an animated WebP',
    bytes: riff([canvas(2, 200, 200), riffChunk('ANIM', new Uint8Array(6))]),
    code: 'animated',
  },
  {
    what: 'a WebP that says by a flag that it is animated',
    bytes: riff([canvas(2, 200, 200), losslessFrame(200, 200)]),
    code: 'animated',
  },
  {
    what: 'a WebP of a small canvas and a large frame',
    bytes: riff([canvas(0, 200, 200), losslessFrame(16_384, 16_384)]),
    code: 'malformed',
  },
  {
    what: 'a WebP of 16,384 × 16,384',
    bytes: riff([losslessFrame(16_384, 16_384)]),
    code: 'too_many_pixels',
  },
  {
    what: 'a WebP with two frames',
    bytes: riff([losslessFrame(200, 200), losslessFrame(200, 200)]),
    code: 'malformed',
  },
  { what: 'a WebP without a frame', bytes: riff([canvas(0, 200, 200)]), code: 'malformed' },
  { what: 'a WebP whose pixels are none', bytes: riff([losslessFrame(200, 200)]), code: 'malformed' },
]

function jpegFiles(jpeg: Uint8Array): readonly Hostile[] {
  const frame = jpeg.findIndex((byte, i) => byte === 0xff && (jpeg[i + 1] === 0xc0 || jpeg[i + 1] === 0xc2))
  const withBytes = (at: number, ...bytes: number[]): Uint8Array => {
    const copy = Uint8Array.from(jpeg)
    copy.set(bytes, at)
    return copy
  }
  return [
    {
      what: 'a JPEG cut off in its pixels',
      bytes: without(jpeg, Math.floor(jpeg.length / 4)),
      code: 'malformed',
    },
    { what: 'a JPEG cut off before its pixels', bytes: jpeg.subarray(0, 40), code: 'malformed' },
    { what: 'a JPEG of three bytes', bytes: jpeg.subarray(0, 3), code: 'malformed' },
    { what: 'a JPEG that ends at once', bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xd9), code: 'malformed' },
    { what: 'a JPEG with height 0', bytes: withBytes(frame + 5, 0, 0), code: 'malformed' },
    { what: 'a JPEG with width 0', bytes: withBytes(frame + 7, 0, 0), code: 'malformed' },
    {
      what: 'a JPEG of 65,535 × 65,535',
      bytes: withBytes(frame + 5, 255, 255, 255, 255),
      code: 'too_many_pixels',
    },
    { what: 'a CMYK JPEG', bytes: withBytes(frame + 9, 4), code: 'variant_unsupported' },
    { what: 'a JPEG of 12 bits', bytes: withBytes(frame + 4, 12), code: 'variant_unsupported' },
    { what: 'a lossless JPEG', bytes: withBytes(frame + 1, 0xc3), code: 'variant_unsupported' },
    { what: 'an arithmetic JPEG', bytes: withBytes(frame + 1, 0xc9), code: 'variant_unsupported' },
    { what: 'a JPEG whose segment has no length', bytes: withBytes(frame + 2, 0, 0), code: 'malformed' },
    { what: 'a JPEG of a thousand scans', bytes: manyScans(jpeg), code: 'malformed' },
    {
      what: 'a JPEG that goes on as an SVG',
      bytes: join([jpeg, text('<svg onload=alert(1)>')]),
      code: 'disguised',
    },
  ]
}

/** The hostile files; some are made from a valid JPEG and a valid WebP. */
export const createHostileFiles = (jpeg: Uint8Array, webp: Uint8Array): readonly Hostile[] => [
  ...notOfThree,
  ...pngFiles,
  ...jpegFiles(jpeg),
  ...webpFiles,
  { what: 'a WebP cut off', bytes: without(webp, 10), code: 'malformed' },
]

function wrongFirst(bytes: Uint8Array): Uint8Array {
  return Uint8Array.of(0x88, ...bytes.subarray(1))
}

function withLength(bytes: Uint8Array, at: number, length: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  createView(copy).setUint32(at, length)
  return copy
}

function brokenAt(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 0xff
  return copy
}

/** Repeats the picture's own scan. */
function manyScans(jpeg: Uint8Array): Uint8Array {
  const scan = jpeg.findIndex((byte, i) => byte === 0xff && jpeg[i + 1] === 0xda)
  const pixels_ = jpeg.subarray(scan, jpeg.length - 2)
  return join([
    jpeg.subarray(0, scan),
    ...Array.from({ length: 1000 }, () => pixels_.subarray(0, 20)),
    pixels_,
    Uint8Array.of(0xff, 0xd9),
  ])
}
