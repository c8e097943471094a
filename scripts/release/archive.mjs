// Archives like those of `npm pack`, without npm: the same files give the same bytes on any machine at any time.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'

const blockBytes = 512
/** npm's fixed date of every entry: 1985-10-26T08:15:00Z. */
const modifiedAt = 499_162_500
/** RFC 1952: "unknown"; zlib would write the system that it runs on. */
const unknownSystem = 255

/** Packs `folder` into the file `archive`; `programs` are paths in it that are executable. */
export function packFolder(folder, archive, programs = []) {
  const blocks = filesIn(folder).flatMap((path) =>
    entryOf(`package/${path}`, readFileSync(join(folder, path)), programs.includes(path) ? 0o755 : 0o644),
  )
  // Two empty blocks end the archive.
  const packed = gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * blockBytes)]), { level: 9 })
  packed[9] = unknownSystem
  writeFileSync(archive, packed)
  return archive
}

/** In an order that depends on no file system or locale; the manifest first, for readers that need nothing else. */
function filesIn(folder) {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'))
    .filter((path) => path !== 'package.json')
    .toSorted((a, b) => (a < b ? -1 : 1))
  return ['package.json', ...found]
}

function entryOf(path, bytes, mode) {
  const padding = Buffer.alloc((blockBytes - (bytes.length % blockBytes)) % blockBytes)
  return [headerOf(path, bytes.length, mode), bytes, padding]
}

/** POSIX.1-1988: the "ustar" header. */
function headerOf(path, size, mode) {
  const [prefix, name] = split(path)
  const header = Buffer.alloc(blockBytes)
  header.write(name, 0)
  header.write(octal(mode, 7), 100)
  header.write(octal(0, 7), 108)
  header.write(octal(0, 7), 116)
  header.write(octal(size, 11), 124)
  header.write(octal(modifiedAt, 11), 136)
  header.write(' '.repeat(8), 148)
  header.write('0', 156)
  header.write('ustar\u000000', 257)
  header.write(prefix, 345)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${octal(sum, 6)}\u0000 `, 148)
  return header
}

const octal = (value, digits) => value.toString(8).padStart(digits, '0')

/** A name has 100 bytes; a longer path is split at a slash. */
function split(path) {
  if (Buffer.byteLength(path) <= 100) return ['', path]
  const at = path.indexOf('/', path.length - 101)
  const parts = [path.slice(0, at), path.slice(at + 1)]
  if (at < 1 || Buffer.byteLength(path) !== path.length || parts[0].length > 155)
    throw new Error(`${path} has too long a name for an archive.`)
  return parts
}
