import { createHash } from 'node:crypto'
import { tones } from './colours.ts'
import { demoMarks } from './marks.ts'
import type { DemoMarkName } from './marks.ts'
import { demoPictures } from './pictures.ts'
import { drawScreen, screens } from './screens.ts'
import type { Draw } from './screens.ts'
import type { Shape } from './shapes.ts'

type Pixels = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number }

const markGrid = 48
const screenGrid = 160
/** Points of a pixel in each direction. */
const perPixel = 3

/** Draws a mark on a transparent background. */
export const drawMark = (name: DemoMarkName, width: number): Pixels =>
  paint(demoMarks[name], { width, height: width, scale: markGrid / width })

/** Draws the nth picture of a product. */
export function drawPicture(name: keyof typeof demoPictures, nth: number, width: number): Pixels {
  const { tone, screens: shown } = demoPictures[name]
  const screen = shown[nth]
  if (!screen) throw new Error(`The demo’s ${name} has no picture ${nth}`)
  const of = tones[tone]
  const shapes = drawScreen(of, screens[screen](of, createDraw(`${name} ${nth}`)))
  return paint(shapes, { width, height: (width * 5) / 8, scale: screenGrid / width })
}

/** Numbers that look random, and are the same for the same name. */
function createDraw(name: string): Draw {
  let serial = 0
  return (from, to) => {
    const hash = createHash('sha256')
      .update(`${name} ${(serial += 1)}`)
      .digest()
    return from + (hash.readUInt32BE() / 0xff_ff_ff_ff) * (to - from)
  }
}

/** Paints RGBA pixels, each the mean of several points, so that edges are smooth. */
function paint(shapes: readonly Shape[], { width, height, scale }: Canvas): Pixels {
  const step = scale / perPixel
  const points = { wide: width * perPixel, high: height * perPixel }
  // For each point the number of the shape on top of it; 0 is the ground.
  const tops = new Uint16Array(points.wide * points.high)
  for (const [i, { box, covers }] of shapes.entries()) {
    const [fromX, fromY] = box[0].map((at) => Math.max(0, Math.floor(at / step))) as [number, number]
    const toX = Math.min(points.wide, Math.ceil(box[1][0] / step))
    const toY = Math.min(points.high, Math.ceil(box[1][1] / step))
    for (let y = fromY; y < toY; y += 1)
      for (let x = fromX; x < toX; x += 1)
        if (covers((x + 0.5) * step, (y + 0.5) * step)) tops[y * points.wide + x] = i + 1
  }
  const fills = shapes.map(({ fill }) => readChannels(fill))
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const tone = meanOf(x, y, (px, py) => fills[(tops[py * points.wide + px] ?? 0) - 1])
      if (tone) data.set(tone, (y * width + x) * 4)
    }
  return { data, width, height }
}
type Canvas = { readonly width: number; readonly height: number; readonly scale: number }

/** The colour of a pixel: red, green, blue, and how much of it is covered. */
function meanOf(
  x: number,
  y: number,
  fillAt: (px: number, py: number) => readonly number[] | undefined,
): number[] | undefined {
  let [red, green, blue, covered] = [0, 0, 0, 0]
  for (let py = y * perPixel; py < (y + 1) * perPixel; py += 1)
    for (let px = x * perPixel; px < (x + 1) * perPixel; px += 1) {
      const fill = fillAt(px, py)
      if (!fill) continue
      red += fill[0] ?? 0
      green += fill[1] ?? 0
      blue += fill[2] ?? 0
      covered += 1
    }
  if (covered === 0) return undefined
  return [red / covered, green / covered, blue / covered, (covered / perPixel ** 2) * 255]
}

const readChannels = (fill: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(fill.slice(at, at + 2), 16))
