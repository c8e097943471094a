import { mkdir, writeFile } from 'node:fs/promises'
import { encodePicture } from '../../../media/index.ts'
import { drawMark, drawPicture } from './draw.ts'
import { listDrawings, mediaFolder } from './list.ts'
import type { DemoDrawing } from './list.ts'
import type { demoPictures } from './pictures.ts'

/** Draws one size as it is kept: without losses, which for plain areas is smaller, too. */
export function encodeDrawing({ name, of, purpose }: DemoDrawing, width: number): Promise<Uint8Array> {
  const nth = Number(name.slice(of.length + 1)) - 1
  const pixels =
    purpose === 'logo' ? drawMark(of, width) : drawPicture(of as keyof typeof demoPictures, nth, width)
  return encodePicture(pixels, { lossless: true })
}

/** Draws everything anew into the files that the demo uses. Returns how many were written. */
export async function drawDemo(): Promise<number> {
  await mkdir(mediaFolder, { recursive: true })
  let written = 0
  for (const drawing of listDrawings())
    for (const { width, file } of drawing.sizes) {
      await writeFile(file, await encodeDrawing(drawing, width))
      written += 1
    }
  return written
}
