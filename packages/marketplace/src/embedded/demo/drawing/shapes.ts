type Point = readonly [x: number, y: number]
/** One shape of a drawing; later shapes cover earlier ones. It is within its box, from one corner to the other. */
export type Shape = {
  readonly fill: string
  readonly box: readonly [from: Point, to: Point]
  covers(x: number, y: number): boolean
}

const around = ([x, y]: Point, radius: number): Shape['box'] => [
  [x - radius, y - radius],
  [x + radius, y + radius],
]

const rect = (fill: string, x: number, y: number, width: number, height: number, radius = 0): Shape => ({
  fill,
  box: [
    [x, y],
    [x + width, y + height],
  ],
  covers(px, py) {
    const [dx, dy] = [Math.abs(px - x - width / 2), Math.abs(py - y - height / 2)]
    if (dx > width / 2 || dy > height / 2) return false
    const [cornerX, cornerY] = [dx - width / 2 + radius, dy - height / 2 + radius]
    return cornerX <= 0 || cornerY <= 0 || Math.hypot(cornerX, cornerY) <= radius
  },
})
const disc = (fill: string, x: number, y: number, radius: number): Shape => ({
  fill,
  box: around([x, y], radius),
  covers: (px, py) => Math.hypot(px - x, py - y) <= radius,
})
/** An arch: a rectangle with a round top. */
const arch = (fill: string, x: number, y: number, width: number, height: number): Shape => ({
  fill,
  box: [
    [x, y],
    [x + width, y + height],
  ],
  covers: (px, py) =>
    (Math.abs(px - x - width / 2) <= width / 2 && py >= y + width / 2 && py <= y + height) ||
    Math.hypot(px - x - width / 2, py - y - width / 2) <= width / 2,
})
/** The intersection of two discs: a leaf, or an eye. */
const leaf = (fill: string, one: Point, other: Point, radius: number): Shape => ({
  fill,
  box: around(one, radius),
  covers: (x, y) =>
    Math.hypot(x - one[0], y - one[1]) <= radius && Math.hypot(x - other[0], y - other[1]) <= radius,
})
/** A horizontal wave of the given thickness. */
const wave = (fill: string, y: number, thickness: number): Shape => ({
  fill,
  box: [
    [9, y - 3 - thickness],
    [39, y + 3 + thickness],
  ],
  covers: (px, py) =>
    px >= 9 && px <= 39 && Math.abs(py - y - 2.6 * Math.sin((px - 9) / 4.77)) <= thickness / 2,
})

/** The part of a shape inside another one. */
const within = (shape: Shape, other: Shape): Shape => ({
  fill: shape.fill,
  box: other.box,
  covers: (x, y) => other.covers(x, y) && shape.covers(x, y),
})
/** A line with round ends. */
const line = (fill: string, from: Point, to: Point, thickness: number): Shape => {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const length = dx * dx + dy * dy
  const half = thickness / 2
  return {
    fill,
    box: [
      [Math.min(from[0], to[0]) - half, Math.min(from[1], to[1]) - half],
      [Math.max(from[0], to[0]) + half, Math.max(from[1], to[1]) + half],
    ],
    covers(x, y) {
      const along = length === 0 ? 0 : ((x - from[0]) * dx + (y - from[1]) * dy) / length
      const at = Math.min(1, Math.max(0, along))
      return Math.hypot(x - from[0] - at * dx, y - from[1] - at * dy) <= half
    },
  }
}
/** A circle's outline, or a part of it: up to the given share of a turn, clockwise from the top. */
const ring = (
  fill: string,
  [x, y]: Point,
  {
    radius,
    thickness,
    to = 1,
  }: { readonly radius: number; readonly thickness: number; readonly to?: number },
): Shape => ({
  fill,
  box: around([x, y], radius + thickness),
  covers(px, py) {
    if (Math.abs(Math.hypot(px - x, py - y) - radius) > thickness / 2) return false
    return (Math.atan2(px - x, y - py) / (2 * Math.PI) + 1) % 1 <= to
  },
})

export const shapes = { rect, disc, arch, leaf, wave, within, line, ring }
