import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'

/** Up to this length a page compresses in about a millisecond here; in the thread pool it might wait longer. */
const mostAtOnce = 256 * 1024
const compressLater = promisify(gzip)

/** The page with gzip. */
export const encodeGzip = (html: string): Buffer | Promise<Buffer> =>
  html.length <= mostAtOnce ? gzipSync(html) : compressLater(html)
