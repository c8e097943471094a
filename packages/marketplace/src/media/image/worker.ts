import { parentPort, workerData } from 'node:worker_threads'
import { decode, encode } from './codecs.ts'
import type { Orientation, Picture } from './picture.ts'
import { shrinkPixels, turnPixels } from './pixels.ts'
import type { Pixels } from './pixels.ts'

/** `sizes` are those after the rotation. */
export type Work = Pick<Picture, 'type' | 'clean' | 'width' | 'height'> & {
  readonly orientation: Orientation
  readonly sizes: readonly { readonly width: number; readonly height: number }[]
  readonly lossless: boolean
}
export type Worked = { readonly files: readonly Uint8Array[] }

/** Runs in a thread for one picture: a codec cannot block the server, and all of its memory is freed at the end. */
async function work(asked: Work): Promise<Worked> {
  const pixels = await decode(asked)
  // The limit was checked against the header, so pixels of any other size are refused.
  if (pixels.width !== asked.width || pixels.height !== asked.height)
    throw new Error('The pixels are not as many as the header says')
  const files = []
  for (const size of asked.sizes)
    files.push(await encode(resizePixels(pixels, size, asked.orientation), { lossless: asked.lossless }))
  return { files }
}

function resizePixels(pixels: Pixels, size: Work['sizes'][number], orientation: Orientation): Pixels {
  const stored = orientation >= 5 ? { width: size.height, height: size.width } : size
  return turnPixels(shrinkPixels(pixels, stored), orientation)
}

parentPort?.postMessage(await work(workerData as Work))
