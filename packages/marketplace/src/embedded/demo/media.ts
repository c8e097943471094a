import { readFile } from 'node:fs/promises'
import type { Marketplace } from '../../marketplace.ts'
import type { PreparedMedium } from '../../media/index.ts'
import { listDrawings } from './drawing/list.ts'
import type { DemoMarkName } from './drawing/marks.ts'

type OfMark = { readonly logo?: PreparedMedium; readonly pictures: readonly PreparedMedium[] }
export type DemoMedia = ReadonlyMap<DemoMarkName, OfMark>

/** Stores the drawings before the transaction, since their files must be written by then. */
export async function readMedia({ media }: Pick<Marketplace, 'media'>): Promise<DemoMedia> {
  const found = new Map<DemoMarkName, OfMark>()
  for (const { of, purpose, sizes } of listDrawings()) {
    const encoded = await Promise.all(
      sizes.map(async ({ width, height, file }) => ({ width, height, content: await readFile(file) })),
    )
    const prepared = await media.storeEncoded(purpose, encoded)
    const known = found.get(of) ?? { pictures: [] }
    if (purpose === 'logo') found.set(of, { ...known, logo: prepared })
    else found.set(of, { ...known, pictures: [...known.pictures, prepared] })
  }
  return found
}
