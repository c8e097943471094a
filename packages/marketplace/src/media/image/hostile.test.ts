import { deflateSync } from 'node:zlib'
import * as fc from 'fast-check'
import encodeJpeg, { init as initJpegEncoder } from '@jsquash/jpeg/encode.js'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Problem } from '@loggia/kernel'
import { openBarePlatform } from '../../embedded/bare-platform.ts'
import type { BarePlatform } from '../../embedded/bare-platform.ts'
import { mostPixels } from '../rules.ts'
import type { PreparedMedium, Purpose } from '../schema.ts'
import { createMedia } from '../service.ts'
import type { Media } from '../service.ts'
import { createMemoryStorage } from '../../files/index.ts'
import { join, createView } from './bytes.ts'
import { decode, encode } from './codecs.ts'
import { goodPng, createHostileFiles } from './hostile.ts'
import { makePng, createPngChunk, createPngFile, createPngHeader } from './make-png.ts'
import type { Orientation } from './picture.ts'
import type { Pixels } from './pixels.ts'
import { readPicture } from './read.ts'
import { createWorkshop, defaultWorkshopLimits } from './workshop.ts'

let bare: BarePlatform
let media: Media
let jpeg: Uint8Array
let webp: Uint8Array
beforeAll(async () => {
  bare = await openBarePlatform()
  media = createMedia({ ...bare.platform, storage: createMemoryStorage() })
  const path = fileURLToPath(import.meta.resolve('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'))
  await initJpegEncoder(
    await (
      globalThis as unknown as { WebAssembly: { compile(b: Uint8Array): Promise<never> } }
    ).WebAssembly.compile(await readFile(path)),
  )
  jpeg = await toJpeg(corners(200))
  webp = await encode(corners(200), { lossless: true })
})
afterAll(() => bare.close())

const toJpeg = async (pixels: Pixels): Promise<Uint8Array> =>
  new Uint8Array(await encodeJpeg(pixels as Parameters<typeof encodeJpeg>[0], { quality: 95 }))

const colours = {
  red: [255, 0, 0, 255],
  green: [0, 255, 0, 255],
  blue: [0, 0, 255, 255],
  white: [255, 255, 255, 255],
} as const
type Colour = keyof typeof colours

/** A square with red and green at the top, blue and white at the bottom. */
function corners(size: number): Pixels {
  const data = new Uint8ClampedArray(size * size * 4)
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const [left, right] = y < size / 2 ? (['red', 'green'] as const) : (['blue', 'white'] as const)
      data.set(colours[x < size / 2 ? left : right], (y * size + x) * 4)
    }
  return { data, width: size, height: size }
}

/** The colours of the four corners, from top left to bottom right. */
function readCorners({ data, width, height }: Pixels): (Colour | undefined)[] {
  const near = (x: number, y: number): Colour | undefined => {
    const at = (y * width + x) * 4
    return (Object.keys(colours) as Colour[]).find((name) =>
      colours[name].every((part, i) => Math.abs(part - (data[at + i] ?? 0)) < 12),
    )
  }
  const [right, below] = [width - 9, height - 9]
  return [near(8, 8), near(right, 8), near(8, below), near(right, below)]
}
const upright = ['red', 'green', 'blue', 'white']

const prepare = (bytes: Uint8Array, purpose: Purpose = 'logo'): Promise<PreparedMedium> =>
  media.prepare(purpose, bytes)
async function stored({ files: [file] }: PreparedMedium): Promise<Uint8Array> {
  return (await media.read(file.name)) ?? new Uint8Array()
}
const look = async (made: PreparedMedium): Promise<Pixels> =>
  decode({ type: 'WebP', clean: await stored(made) })

test('each of the hostile files is refused with its code', async () => {
  const files = createHostileFiles(jpeg, webp)
  const met: Record<string, string> = {}

  for (const { what, bytes } of files)
    met[what] = await prepare(bytes).then(
      () => 'accepted',
      (error: unknown) => (error instanceof Problem ? error.code : String(error)),
    )

  expect(files.length).toBeGreaterThanOrEqual(50)
  expect(met).toEqual(Object.fromEntries(files.map(({ what, code }) => [what, `media.${code}`])))
})

/** An EXIF block with an orientation, a maker’s name and a place. */
function exif(orientation: number): Uint8Array {
  const tiff = new Uint8Array(64)
  tiff.set(Buffer.from('II*\0'))
  createView(tiff).setUint32(4, 8, true)
  createView(tiff).setUint16(8, 1, true)
  createView(tiff).setUint16(10, 0x0112, true)
  createView(tiff).setUint16(12, 3, true)
  createView(tiff).setUint32(14, 1, true)
  createView(tiff).setUint16(18, orientation, true)
  tiff.set(Buffer.from('GPS 31.2304N 121.4737E'), 30)
  return tiff
}
function jpegWith(segments: readonly (readonly [number, Uint8Array])[]): Uint8Array {
  const parts = segments.map(([marker, data]) => {
    const head = Uint8Array.of(0xff, marker, 0, 0)
    createView(head).setUint16(2, data.length + 2)
    return join([head, data])
  })
  return join([jpeg.subarray(0, 2), ...parts, jpeg.subarray(2)])
}
const text = (content: string): Uint8Array => Uint8Array.from(Buffer.from(content, 'latin1'))

describe('what is accepted is made anew', () => {
  test('nothing of what stood beside the pixels is left', async () => {
    const secret = 'GPS 31.2304N 121.4737E'
    const noisy = {
      jpeg: join([
        jpegWith([
          [0xe1, join([text('Exif\0\0'), exif(1)])],
          [0xe2, text(`ICC_PROFILE\0${secret}`)],
          [0xed, text(`Photoshop 3.0\0${secret}`)],
          [0xfe, text(`<script>${secret}</script>`)],
        ]),
        text(secret),
      ]),
      png: join([
        createPngFile([
          createPngHeader(200, 200, [8, 6, 0, 0, 0]),
          createPngChunk('tEXt', text(`Comment\0${secret}`)),
          createPngChunk('iCCP', text(`x\0\0${secret}`)),
          createPngChunk('eXIf', exif(1)),
          createPngChunk('zTXt', join([text('x\0\0'), deflateSync(new Uint8Array(3_000_000))])),
          createPngChunk('IDAT', deflateSync(new Uint8Array(200 * 801))),
        ]),
        text(secret),
      ]),
    }

    for (const bytes of Object.values(noisy)) {
      const kept = Buffer.from(await stored(await prepare(bytes))).toString('latin1')
      expect(Buffer.from(bytes).toString('latin1')).toContain(secret)
      expect(kept).not.toMatch(/GPS|Exif|EXIF|ICC|XMP|script|Photoshop/)
    }
  })

  test.each<[Orientation, readonly string[]]>([
    [1, ['red', 'green', 'blue', 'white']],
    [2, ['green', 'red', 'white', 'blue']],
    [3, ['white', 'blue', 'green', 'red']],
    [4, ['blue', 'white', 'red', 'green']],
    [5, ['red', 'blue', 'green', 'white']],
    [6, ['blue', 'red', 'white', 'green']],
    [7, ['white', 'green', 'blue', 'red']],
    [8, ['green', 'white', 'red', 'blue']],
  ])('a photograph with EXIF orientation %i is turned as it says', async (orientation, seen) => {
    const bytes = jpegWith([[0xe1, join([text('Exif\0\0'), exif(orientation)])]])

    expect(readCorners(await look(await prepare(bytes)))).toEqual(seen)
  })

  test('a tall photograph that lies on its side is measured and kept upright', async () => {
    const data = new Uint8ClampedArray(1000 * 640 * 4).fill(200)
    const lying = await toJpeg({ data, width: 1000, height: 640 })
    const bytes = join([
      lying.subarray(0, 2),
      Uint8Array.of(0xff, 0xe1, 0, 72),
      text('Exif\0\0'),
      exif(6),
      lying.subarray(2),
    ])

    const { files } = await prepare(bytes, 'picture')

    expect(files.map(({ width, height }) => [width, height])).toEqual([
      [640, 1000],
      [480, 750],
    ])
  })

  test('an orientation that is none, or an EXIF block that points beside itself, leaves it as stored', async () => {
    const outside = exif(3)
    createView(outside).setUint32(4, 0xfffffff0, true)
    for (const block of [exif(0), exif(9), exif(65_535), outside, text('II'), text('??')]) {
      const bytes = jpegWith([[0xe1, join([text('Exif\0\0'), block])]])
      expect(readCorners(await look(await prepare(bytes)))).toEqual(upright)
    }
  })

  test('WebP in is WebP out, made anew', async () => {
    expect(readCorners(await look(await prepare(webp)))).toEqual(upright)
  })

  test('a PNG of 16 bits, of grey, of a palette, interlaced or not, becomes an ordinary picture', async () => {
    const deep = new Uint8Array(200 * 1601)
    const files = {
      deep: createPngFile([
        createPngHeader(200, 200, [16, 6, 0, 0, 0]),
        createPngChunk('IDAT', deflateSync(deep)),
      ]),
      grey: createPngFile([
        createPngHeader(200, 200, [1, 0, 0, 0, 0]),
        createPngChunk('IDAT', deflateSync(new Uint8Array(200 * 26))),
      ]),
      palette: createPngFile([
        createPngHeader(200, 200, [8, 3, 0, 0, 0]),
        createPngChunk('PLTE', Uint8Array.of(255, 0, 0)),
        createPngChunk('tRNS', Uint8Array.of(128)),
        createPngChunk('IDAT', deflateSync(new Uint8Array(200 * 201))),
      ]),
      // The seven passes of Adam7 over 200 × 200, each row with its filter byte.
      interlaced: createPngFile([
        createPngHeader(200, 200, [8, 6, 0, 0, 1]),
        createPngChunk('IDAT', deflateSync(new Uint8Array(adam7(200) * 4 + adam7Rows(200)))),
      ]),
    }

    for (const [name, bytes] of Object.entries(files)) {
      const { width, height, data } = await look(await prepare(bytes))
      expect([name, width, height]).toEqual([name, 200, 200])
      if (name === 'palette') expect([...data.subarray(0, 4)]).toEqual([255, 0, 0, 128])
    }
  })

  test('a large logo becomes one of 240, and its edges do not take the colour of what is transparent', async () => {
    const data = new Uint8ClampedArray(960 * 960 * 4)
    for (let at = 0; at < data.length; at += 4) {
      const isSeen = (at / 4) % 960 < 481
      data.set(isSeen ? [255, 0, 0, 255] : [0, 255, 0, 0], at)
    }

    const made = await prepare(makePng({ data, width: 960, height: 960 }))

    const { width, data: small } = await look(made)
    expect(width).toBe(240)
    const edge = [...small.subarray(120 * 4, 121 * 4)]
    expect(edge.slice(0, 3)).toEqual([255, 0, 0])
    expect(edge[3]).toBeGreaterThan(55)
    expect(edge[3]).toBeLessThan(75)
  })

  test('R33: a logo that is not square, or smaller than 120, is refused with the numbers', async () => {
    const blank = (width: number, height: number) =>
      makePng({ data: new Uint8ClampedArray(width * height * 4), width, height })

    await expect(prepare(blank(200, 199))).rejects.toMatchObject({ code: 'media.not_square' })
    await expect(prepare(blank(119, 119))).rejects.toMatchObject({
      code: 'media.too_small',
      details: { width: 119, minWidth: 120 },
    })
    expect((await prepare(blank(120, 120))).files[0].width).toBe(120)
  })

  test('R35: a picture of a description is 900 to 1200 wide and at least 800 high', async () => {
    const blank = (width: number, height: number) =>
      prepare(makePng({ data: new Uint8ClampedArray(width * height * 4), width, height }), 'description')

    await expect(blank(899, 800)).rejects.toMatchObject({ code: 'media.too_small' })
    await expect(blank(900, 799)).rejects.toMatchObject({ code: 'media.too_small' })
    await expect(blank(1201, 800)).rejects.toMatchObject({ code: 'media.too_wide' })
    expect((await blank(900, 800)).files).toHaveLength(1)
    expect((await blank(1200, 800)).files[0]).toMatchObject({ width: 1200, height: 800 })
  })
})

const passes = [
  [0, 8, 0, 8],
  [4, 8, 0, 8],
  [0, 4, 4, 8],
  [2, 4, 0, 4],
  [0, 2, 2, 4],
  [1, 2, 0, 2],
  [0, 1, 1, 2],
] as const
const along = (size: number, from: number, step: number): number => Math.ceil((size - from) / step)
const adam7 = (size: number): number =>
  passes.reduce((sum, [x, dx, y, dy]) => sum + along(size, x, dx) * along(size, y, dy), 0)
const adam7Rows = (size: number): number => passes.reduce((sum, [, , y, dy]) => sum + along(size, y, dy), 0)

describe('whatever bytes come', () => {
  const refused = (bytes: Uint8Array): void => {
    try {
      const { width, height, clean } = readPicture(bytes)
      expect(width * height).toBeGreaterThan(0)
      expect(clean.length).toBeLessThanOrEqual(bytes.length + 20)
    } catch (error) {
      expect(error).toBeInstanceOf(Problem)
    }
  }

  test('taking them apart ends with a picture or with a refusal of ours, never with another error', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('png', 'jpeg', 'webp'),
        fc.array(fc.tuple(fc.nat(4000), fc.integer({ min: 0, max: 255 })), { maxLength: 12 }),
        fc.nat(4000),
        (type, changes, length) => {
          const bytes = Uint8Array.from({ png: goodPng, jpeg, webp }[type])
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte
          refused(bytes)
          refused(bytes.subarray(0, length % bytes.length))
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('random bytes behind each magic are refused', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
          [0xff, 0xd8, 0xff],
          [...text('RIFF\x40\0\0\0WEBP')],
        ),
        fc.uint8Array({ maxLength: 300 }),
        (magic, rest) => refused(Uint8Array.from([...magic, ...rest])),
      ),
      { numRuns: 1000 },
    )
  })
})

describe('the thread', () => {
  const work = () => ({ ...readPicture(goodPng), sizes: [{ width: 120, height: 120 }], lossless: true })

  test('is ended when a picture takes too long', async () => {
    const workshop = createWorkshop({ ...defaultWorkshopLimits, limitMs: 1 })

    await expect(workshop.work('a', work())).rejects.toMatchObject({ code: 'media.took_too_long' })
    // The next picture gets a new thread.
    await expect(createWorkshop().work('a', work())).resolves.toMatchObject({ files: [expect.anything()] })
  })

  test('takes one at a time, and says when too many wait', async () => {
    const workshop = createWorkshop({ ...defaultWorkshopLimits, mostWaiting: 1 })

    const [first, second, third] = await Promise.allSettled(
      ['a', 'b', 'c'].map((owner) => workshop.work(owner, work())),
    )

    expect(first?.status).toBe('fulfilled')
    expect(second?.status).toBe('fulfilled')
    expect(third).toMatchObject({ reason: { code: 'media.busy' } })
  })

  test('one seller’s pictures neither keep another one’s out nor stand before it: sellers take turns', async () => {
    const workshop = createWorkshop()
    const ended: string[] = []
    const ask = async (owner: string, name = owner): Promise<string> => {
      const code = await workshop.work(owner, work()).then(
        () => 'done',
        (error: unknown) => (error as { code: string }).code,
      )
      ended.push(name)
      return code
    }
    const many = Array.from({ length: 13 }, (_, nth) => ask('greedy', `greedy ${nth}`))
    const logo = ask('other')

    expect(await logo).toBe('done')
    expect(ended.filter((name) => ['greedy 0', 'greedy 1', 'greedy 2'].includes(name))).toEqual([
      'greedy 0',
      'greedy 1',
    ])
    expect(await Promise.all(many)).toEqual([
      ...Array<string>(3).fill('done'),
      ...Array<string>(10).fill('media.busy'),
    ])
  })

  test('a codec that finds more pixels than the header said is not believed', async () => {
    const asked = { ...work(), width: 10, height: 10 }

    await expect(createWorkshop().work('a', asked)).rejects.toMatchObject({ code: 'media.malformed' })
  })

  test('the largest picture that is allowed is worked on, and the server answers meanwhile', async () => {
    const side = Math.floor(Math.sqrt(mostPixels))
    const row = new Uint8Array(side * 4 + 1)
    const bytes = createPngFile([
      createPngHeader(side, side, [8, 6, 0, 0, 0]),
      createPngChunk(
        'IDAT',
        deflateSync(Buffer.concat(Array.from({ length: side }, () => row)), { level: 1 }),
      ),
    ])
    let ticks = 0
    const ticking = setInterval(() => (ticks += 1), 20)

    const { files } = await prepare(bytes, 'picture')
    clearInterval(ticking)

    expect(files.map(({ width }) => width)).toEqual([1200, 480])
    expect(ticks).toBeGreaterThan(10)
  }, 30_000)
})
