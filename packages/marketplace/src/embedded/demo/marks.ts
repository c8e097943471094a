/** One shape of a mark on a 48 × 48 grid; later shapes cover earlier ones. */
type Shape = { readonly fill: string; covers(x: number, y: number): boolean }

const rect = (fill: string, x: number, y: number, width: number, height: number, radius = 0): Shape => ({
  fill,
  covers(px, py) {
    const [dx, dy] = [Math.abs(px - x - width / 2), Math.abs(py - y - height / 2)]
    if (dx > width / 2 || dy > height / 2) return false
    const [cornerX, cornerY] = [dx - width / 2 + radius, dy - height / 2 + radius]
    return cornerX <= 0 || cornerY <= 0 || Math.hypot(cornerX, cornerY) <= radius
  },
})
const disc = (fill: string, x: number, y: number, radius: number): Shape => ({
  fill,
  covers: (px, py) => Math.hypot(px - x, py - y) <= radius,
})
/** An arch: a rectangle with a round top. */
const arch = (fill: string, x: number, y: number, width: number, height: number): Shape => ({
  fill,
  covers: (px, py) =>
    (Math.abs(px - x - width / 2) <= width / 2 && py >= y + width / 2 && py <= y + height) ||
    Math.hypot(px - x - width / 2, py - y - width / 2) <= width / 2,
})
/** The intersection of two discs: a leaf, or an eye. */
const leaf = (fill: string, one: [number, number], other: [number, number], radius: number): Shape => ({
  fill,
  covers: (x, y) =>
    Math.hypot(x - one[0], y - one[1]) <= radius && Math.hypot(x - other[0], y - other[1]) <= radius,
})
/** A horizontal wave of the given thickness. */
const wave = (fill: string, y: number, thickness: number): Shape => ({
  fill,
  covers: (px, py) =>
    px >= 9 && px <= 39 && Math.abs(py - y - 2.6 * Math.sin((px - 9) / 4.77)) <= thickness / 2,
})

/** The part of a shape inside another one. */
const within = (shape: Shape, other: Shape): Shape => ({
  fill: shape.fill,
  covers: (x, y) => other.covers(x, y) && shape.covers(x, y),
})

const paper = '#FFFFFF'
const [blue, lightBlue] = ['#2A5CA8', '#9DB9E3']
const [clay, lightClay] = ['#B8622F', '#E7B596']
const [green, lightGreen] = ['#55762B', '#A9C77C']
const [teal, lightTeal] = ['#1F7F77', '#8CCFC8']
const [slate, lightSlate] = ['#44566C', '#A9B8C9']
const [plum, lightPlum] = ['#7A4A63', '#D3AFC2']
const [ink, lightInk] = ['#3F4A8C', '#AEB6DE']

/** The logos of the demo's sellers and products. */
export const demoMarks = {
  chenglan: [
    disc(blue, 24, 24, 16),
    ...[wave(paper, 19, 2.6), wave(lightBlue, 25, 2.6), wave(paper, 31, 2.6)].map((line) =>
      within(line, disc(blue, 24, 24, 16)),
    ),
  ],
  luyu: [
    disc(lightClay, 31, 17, 7),
    arch(clay, 9, 19, 15, 20),
    arch(clay, 26, 25, 13, 14),
    arch(paper, 14, 27, 5, 12),
  ],
  'chenglan-docs': [
    rect(blue, 12, 9, 24, 30, 2.5),
    rect(lightBlue, 17, 16, 14, 3, 1.5),
    ...[wave(paper, 25, 2.4), wave(paper, 32, 2.4)].map((line) => within(line, rect(paper, 16, 20, 16, 18))),
  ],
  'chenglan-archive': [
    rect(lightBlue, 12, 20, 24, 19, 2.5),
    rect(blue, 9, 10, 30, 9, 2),
    rect(blue, 19, 25, 10, 3.4, 1.7),
  ],
  'beichuang-minutes': [
    rect(lightPlum, 8, 27, 5, 8, 2.5),
    rect(plum, 15, 19, 5, 16, 2.5),
    rect(plum, 22, 11, 5, 24, 2.5),
    rect(plum, 29, 21, 5, 14, 2.5),
    rect(lightPlum, 36, 25, 5, 10, 2.5),
  ],
  'luyu-care': [
    rect(clay, 9, 10, 30, 22, 6),
    leaf(clay, [12, 30], [24, 40], 9),
    disc(paper, 17, 21, 2.2),
    disc(paper, 24, 21, 2.2),
    disc(lightClay, 31, 21, 2.2),
  ],
  'hegu-expense': [
    rect(green, 22.9, 16, 2.2, 24, 1.1),
    leaf(lightGreen, [19, 14], [29, 14], 7.6),
    leaf(green, [13, 27], [22, 20], 8.4),
    leaf(green, [35, 27], [26, 20], 8.4),
    leaf(lightGreen, [13, 36], [22, 29], 8.4),
    leaf(lightGreen, [35, 36], [26, 29], 8.4),
  ],
  'qingjie-lms': [
    rect(lightTeal, 9, 30, 9, 8, 1.5),
    rect(teal, 19.5, 23, 9, 15, 1.5),
    rect(teal, 30, 16, 9, 22, 1.5),
    disc(lightTeal, 13.5, 22, 3.6),
  ],
  xiuye: [
    leaf(lightSlate, [14, 38], [30, 38], 22),
    leaf(slate, [25, 40], [37, 40], 15),
    rect(slate, 8, 36, 32, 3, 1.5),
  ],
  'xiuye-rollout': [
    rect(lightSlate, 9, 30, 9, 9, 2),
    rect(lightSlate, 20, 20, 9, 19, 2),
    rect(slate, 31, 10, 9, 29, 2),
    disc(slate, 13.5, 23, 3),
  ],
  'xiuye-portal': [
    rect(slate, 9, 11, 30, 27, 4),
    rect(paper, 12, 18, 24, 17, 2),
    rect(lightSlate, 15, 22, 8, 9, 1.5),
    rect(slate, 26, 22, 7, 2.4, 1.2),
    rect(lightSlate, 26, 27, 7, 2.4, 1.2),
  ],
  'xiuye-desk': [
    rect(slate, 13, 8, 22, 24, 3),
    rect(lightSlate, 16, 11, 16, 15, 1.5),
    disc(paper, 24, 29, 1.4),
    rect(slate, 21, 32, 6, 5),
    rect(lightSlate, 13, 36, 22, 3.4, 1.7),
  ],
  yanxi: [
    rect(ink, 10, 12, 28, 24, 6),
    disc(lightInk, 24, 24, 8),
    ...[wave(ink, 22, 2), wave(ink, 27, 2)].map((line) => within(line, disc(ink, 24, 24, 8))),
  ],
  'yanxi-labels': [
    rect(ink, 8, 13, 32, 22, 3),
    ...[13, 17, 20, 25, 28, 33].map((x, i) => rect(i % 2 ? lightInk : paper, x, 18, i % 2 ? 1.6 : 2.4, 12)),
  ],
  'yanxi-gauge': [
    arch(lightInk, 8, 13, 32, 23),
    arch(ink, 13, 19, 22, 17),
    rect(paper, 23, 22, 2.2, 11, 1.1),
    disc(paper, 24, 33, 2.6),
  ],
  'yanxi-type': [
    rect(lightInk, 11, 9, 26, 30, 3),
    rect(ink, 16, 15, 16, 3.4, 1.7),
    rect(ink, 22.3, 15, 3.4, 18, 1.7),
    rect(ink, 18, 30.6, 12, 2.4, 1.2),
  ],
} as const satisfies Readonly<Record<string, readonly Shape[]>>
export type DemoMarkName = keyof typeof demoMarks

const grid = 48
/** Twice the size on pages: scaling down smooths the edges. */
const size = 480

/** Draws a mark on a transparent background, as RGBA pixels. */
export function drawMark(name: DemoMarkName): { data: Uint8ClampedArray; width: number; height: number } {
  const shapes: readonly Shape[] = demoMarks[name].toReversed()
  const data = new Uint8ClampedArray(size * size * 4)
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const [px, py] = [((x + 0.5) * grid) / size, ((y + 0.5) * grid) / size]
      const top = shapes.find((shape) => shape.covers(px, py))
      if (top) data.set(channels(top.fill), (y * size + x) * 4)
    }
  return { data, width: size, height: size }
}

const channels = (fill: string): readonly number[] => [
  ...[1, 3, 5].map((at) => Number.parseInt(fill.slice(at, at + 2), 16)),
  255,
]
