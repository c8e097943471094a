import { readAscii, createView } from './bytes.ts'
import type { Orientation } from './picture.ts'

const orientationTag = 0x0112

/** Reads the orientation from an EXIF block (a TIFF file); 1, as stored, if anything is malformed. */
export function readOrientation(tiff: Uint8Array): Orientation {
  try {
    return find(tiff)
  } catch (error) {
    if (error instanceof RangeError) return 1
    throw error
  }
}

function find(tiff: Uint8Array): Orientation {
  const order = readAscii(tiff, 0, 2)
  if (order !== 'II' && order !== 'MM') return 1
  const isLittle = order === 'II'
  const data = createView(tiff)
  const directory = data.getUint32(4, isLittle)
  const entries = data.getUint16(directory, isLittle)
  for (let i = 0; i < entries; i += 1) {
    const entry = directory + 2 + i * 12
    if (data.getUint16(entry, isLittle) !== orientationTag) continue
    const value = data.getUint16(entry + 8, isLittle)
    return value >= 1 && value <= 8 ? (value as Orientation) : 1
  }
  return 1
}
