import { mediaProblems } from '../problems.ts'
import { isJpeg, readJpeg } from './jpeg.ts'
import type { Picture } from './picture.ts'
import { isPng, readPng } from './png.ts'
import { isWebp, readWebp } from './webp.ts'

/** Beginnings of files that do something when they are opened as what they are; long enough not to come about by chance. */
const otherFiles = /<(script|svg|html|body|iframe|!doctype|\?php|\?xml)|%PDF-|GIF8[79]a|#!\/(bin|usr)/i
const otherMagic = ['PK\u0003\u0004', 'MZ\u0090\u0000\u0003']

/**
 * Tells by its content what a file is, and takes it apart. What stands behind the picture is dropped, unless it is another
 * file: that is nobody's mistake. Throws `media.type_unsupported`, `media.malformed`, `media.animated`,
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
