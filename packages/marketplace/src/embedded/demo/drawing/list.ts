import { join } from 'node:path'
import { demoMarks } from './marks.ts'
import type { DemoMarkName } from './marks.ts'
import { demoPictures } from './pictures.ts'

/** A drawing in the sizes that pages need, the largest first. */
export type DemoDrawing = {
  readonly name: string
  readonly of: DemoMarkName
  readonly purpose: 'logo' | 'picture'
  readonly sizes: readonly { readonly width: number; readonly height: number; readonly file: string }[]
}

export const mediaFolder = join(import.meta.dirname, '..', 'media')
const logoWidth = 240
const pictureWidths = [1200, 480]

/** The logo of each seller and product, and the pictures of each product. */
export const listDrawings = (): DemoDrawing[] => [
  ...(Object.keys(demoMarks) as DemoMarkName[]).map((of) => ({
    name: of,
    of,
    purpose: 'logo' as const,
    sizes: [{ width: logoWidth, height: logoWidth, file: join(mediaFolder, `${of}.webp`) }],
  })),
  ...(Object.keys(demoPictures) as (keyof typeof demoPictures)[]).flatMap((of) =>
    demoPictures[of].screens.map((_, nth) => ({
      name: `${of}-${nth + 1}`,
      of,
      purpose: 'picture' as const,
      sizes: pictureWidths.map((width) => ({
        width,
        height: (width * 5) / 8,
        file: join(mediaFolder, `${of}-${nth + 1}-${width}.webp`),
      })),
    })),
  ),
]
