import type { Orientation } from './picture.ts'

/** Rows of red, green, blue and alpha. */
export type Pixels = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number }
type Size = { readonly width: number; readonly height: number }

/**
 * Shrinks a picture: each new pixel is the mean of the area that it covers, weighted by alpha, so that the colours of
 * transparent pixels do not bleed into edges.
 */
export function shrinkPixels(from: Pixels, to: Size): Pixels {
  if (to.width === from.width && to.height === from.height) return from
  const data = new Uint8ClampedArray(to.width * to.height * 4)
  const columns = spans(from.width, to.width)
  const rows = spans(from.height, to.height)
  for (const [y, row] of rows.entries())
    for (const [x, column] of columns.entries()) mean(from, { row, column }, data, (y * to.width + x) * 4)
  return { data, ...to }
}

/** The old rows or columns that a new one covers, with their weights. */
type Span = { readonly first: number; readonly weights: readonly number[] }

function spans(from: number, to: number): Span[] {
  const scale = from / to
  return Array.from({ length: to }, (_, i) => {
    const [begin, end] = [i * scale, Math.min(from, (i + 1) * scale)]
    const first = Math.floor(begin)
    const last = Math.max(first + 1, Math.ceil(end - 1e-9))
    const weights = Array.from(
      { length: last - first },
      (__, k) => Math.min(end, first + k + 1) - Math.max(begin, first + k),
    )
    return { first, weights }
  })
}

function mean(
  { data, width }: Pixels,
  { row, column }: { row: Span; column: Span },
  into: Uint8ClampedArray,
  at: number,
): void {
  let [red, green, blue, alpha, whole] = [0, 0, 0, 0, 0]
  for (let j = 0; j < row.weights.length; j += 1) {
    for (let i = 0; i < column.weights.length; i += 1) {
      const weight = (row.weights[j] ?? 0) * (column.weights[i] ?? 0)
      const from = ((row.first + j) * width + column.first + i) * 4
      const opaque = weight * (data[from + 3] ?? 0)
      red += opaque * (data[from] ?? 0)
      green += opaque * (data[from + 1] ?? 0)
      blue += opaque * (data[from + 2] ?? 0)
      alpha += opaque
      whole += weight
    }
  }
  if (alpha === 0) return
  into[at] = red / alpha
  into[at + 1] = green / alpha
  into[at + 2] = blue / alpha
  into[at + 3] = alpha / whole
}

/** Rotates and mirrors the pixels by the EXIF orientation. */
export function turnPixels(from: Pixels, orientation: Orientation): Pixels {
  if (orientation === 1) return from
  const swaps = orientation >= 5
  const [width, height] = swaps ? [from.height, from.width] : [from.width, from.height]
  const old = new Uint32Array(from.data.buffer, from.data.byteOffset, from.width * from.height)
  const turned = new Uint32Array(width * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [oldX, oldY] = placeBefore(orientation, { x, y, width, height })
      turned[y * width + x] = old[oldY * from.width + oldX] ?? 0
    }
  return { data: new Uint8ClampedArray(turned.buffer), width, height }
}

type Place = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** The stored position of a pixel by its position after the rotation (TIFF 6.0, tag 274). */
function placeBefore(orientation: Orientation, { x, y, width, height }: Place): [number, number] {
  const [right, bottom] = [width - 1 - x, height - 1 - y]
  switch (orientation) {
    case 1:
      return [x, y]
    case 2:
      return [right, y]
    case 3:
      return [right, bottom]
    case 4:
      return [x, bottom]
    case 5:
      return [y, x]
    case 6:
      return [y, right]
    case 7:
      return [bottom, right]
    case 8:
      return [bottom, x]
  }
}
