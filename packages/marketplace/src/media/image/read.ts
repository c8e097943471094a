import { mediaProblems } from '../problems.ts'
import { isJpeg, readJpeg } from './jpeg.ts'
import type { Picture } from './picture.ts'
import { isPng, readPng } from './png.ts'
import { isWebp, readWebp } from './webp.ts'

/** Beginnings of files with active content, long enough not to occur by chance. */
const otherFiles = /<(script|svg|html|body|iframe|!doctype|\?php|\?xml)|%PDF-|GIF8[79]a|#!\/(bin|usr)/i
const otherMagic = ['PK\u0003\u0004', 'MZ\u0090\u0000\u0003']

/**
 * Detects the type of a file by its content and parses it. Bytes after the picture are dropped, unless they are another
 * file, which is refused. Throws `media.type_unsupported`, `media.malformed`, `media.animated`,
 * `media.variant_unsupported`, `media.disguised`.
 */
export function readPicture(bytes: Uint8Array): Picture {
  const picture = readByType(bytes)
  const behind = Buffer.from(picture.trailing).toString('latin1')
  if (otherFiles.test(behind) || otherMagic.some((magic) => behind.includes(magic)))
    throw mediaProblems.disguised()
  return picture
}

function readByType(bytes: Uint8Array): Picture {
  if (isPng(bytes)) return readPng(bytes)
  if (isJpeg(bytes)) return readJpeg(bytes)
  if (isWebp(bytes)) return readWebp(bytes)
  throw mediaProblems.type_unsupported()
}
