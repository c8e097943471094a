import { createHash } from 'node:crypto'
import type { PageData, PageFrame } from '@loggia/protocol/console'
import { encodeGzip } from './encode-gzip.ts'
import { keepDocument } from './kept-document.ts'
import type { KeptDocument } from './kept-document.ts'

/** Most bytes of one node, of pages as they are and compressed: about two hundred of the larger ones. */
const presetBytes = 32 * 1024 * 1024

export type KeptPages = ReturnType<typeof createKeptPages>

/**
 * Pages that were rendered, by all that they are rendered from: the data, which are read for each request, and the
 * frame. So what has changed is rendered anew, and nothing has to be told of a change. Those not asked for longest go
 * first, once there are more than `most` bytes.
 */
export function createKeptPages(most: number = presetBytes) {
  const pages = new Map<string, KeptDocument>()
  let bytes = 0

  function keep(key: string, page: KeptDocument): void {
    pages.set(key, page)
    bytes += measure(page)
    for (const [oldest, one] of pages) {
      if (bytes <= most) return
      pages.delete(oldest)
      bytes -= measure(one)
    }
  }

  /** The page of these data and this frame, which `render` makes unless it is kept. */
  return async function findPage(
    of: readonly [PageData, PageFrame],
    render: () => string | Promise<string>,
  ): Promise<KeptDocument> {
    const key = createHash('sha256').update(JSON.stringify(of)).digest('base64url')
    const found = pages.get(key)
    if (found) {
      pages.delete(key)
      pages.set(key, found)
      return found
    }
    const html = await render()
    // Copied, because zlib gives a part of a larger block.
    const gzip = Buffer.from(await encodeGzip(html))
    const page = keepDocument('text/html; charset=utf-8', html, gzip)
    // Another request may have rendered it meanwhile.
    if (!pages.has(key)) keep(key, page)
    return page
  }
}

const measure = ({ plain, gzip }: KeptDocument): number => plain.length + gzip.length
