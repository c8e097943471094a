import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import type { Language } from '@loggia/kernel'
import type { DocumentPart, DocumentEntry, ShownDocument } from '@loggia/protocol/console'
import { catalogue, developersPath, formatDocumentPath, getFileIn } from './catalogue.ts'
import type { Listed } from './catalogue.ts'
import { readJpegSize } from './picture-size.ts'
import { readMarkdown } from './read-markdown.ts'
import { formatPlain } from './read-spans.ts'

const picturesFolder = 'docs/guides/pictures'
const pictureName = /^[\w.-]+\.jpg$/
const languages = ['zh-CN', 'en-US'] as const

/** What the pages for developers read. Files are read and parsed once. */
export type Library = {
  /** The menu in the reader's language; documents that this installation does not have are left out. */
  readonly list: (language: Language) => Promise<readonly DocumentEntry[]>
  /** Undefined if there is no such document. */
  readonly read: (section: string, name: string, language: Language) => Promise<ShownDocument | undefined>
  /** A picture of the guides; undefined if there is none of this name. */
  readonly readPicture: (file: string) => Promise<Buffer | undefined>
}

/** Documents of an installation. `root`: the folder that holds `docs` and `packages`; without it there are none. */
export function createLibrary(root: string | undefined): Library {
  const kept = new Map<string, Promise<ShownDocument | undefined>>()
  const readPicture = (file: string): Promise<Buffer | undefined> =>
    pictureName.test(file) ? readOwn(root, `${picturesFolder}/${file}`) : Promise.resolve(undefined)
  const readListed = (listed: Listed, language: Language): Promise<ShownDocument | undefined> => {
    const file = getFileIn(listed, language)
    const known = kept.get(file) ?? parseFile(root, { listed, file, readPicture })
    kept.set(file, known)
    return known
  }
  return {
    list: async (language) => {
      const all = await Promise.all(catalogue.map((listed) => readListed(listed, language)))
      return all.flatMap((one) => (one ? [toEntry(one)] : []))
    },
    read: async (section, name, language) => {
      const listed = catalogue.find((one) => one.section === section && one.name === name)
      return listed && readListed(listed, language)
    },
    readPicture,
  }
}

const toEntry = ({ group, path, title, language }: ShownDocument): DocumentEntry => ({
  group,
  path,
  title,
  language,
})

/** Undefined if the installation does not have it, as one without a clone of the repository. */
const readOwn = (root: string | undefined, file: string): Promise<Buffer | undefined> =>
  root === undefined ? Promise.resolve(undefined) : readFile(join(root, file)).catch(() => undefined)

type Of = {
  readonly listed: Listed
  readonly file: string
  readonly readPicture: Library['readPicture']
}

async function parseFile(root: string | undefined, of: Of): Promise<ShownDocument | undefined> {
  const content = await readOwn(root, of.file)
  if (content === undefined) return undefined
  const text = content.toString('utf8')
  const sizes = await readSizes(text, of.readPicture)
  const { title, blocks } = readMarkdown(text, {
    resolve: (href) => resolveHref(of.file, href),
    picture: (href) => sizes.get(posix.basename(href)),
  })
  const { group } = of.listed
  const language = of.listed.both && of.file.endsWith('.zh-CN.md') ? 'zh-CN' : 'en-US'
  return { group, path: formatDocumentPath(of.listed), title, language, lead: findLead(blocks), blocks }
}

const findLead = (blocks: readonly DocumentPart[]): string => {
  const first = blocks.find((block) => block.kind === 'paragraph')
  return first ? formatPlain(first.of).trim() : ''
}

async function readSizes(text: string, readPicture: Library['readPicture']) {
  const names = [...text.matchAll(/!\[[^\]]*\]\((?:[\w.-]+\/)*([\w.-]+\.jpg)\)/g)].map(
    ([, name = '']) => name,
  )
  const found = await Promise.all(
    names.map(async (name) => {
      const bytes = await readPicture(name)
      const size = bytes && readJpegSize(bytes)
      return size ? [[name, { src: `${developersPath}/pictures/${name}`, ...size }] as const] : []
    }),
  )
  return new Map(found.flat())
}

/**
 * Where a link of a document leads: to another of these documents, to a part of this one, or to another site. A link to
 * any other file of the repository leads nowhere.
 */
export function resolveHref(file: string, href: string): string | undefined {
  if (/^https?:\/\//.test(href) || href.startsWith('#')) return href
  const [path = '', part] = href.split('#')
  const target = posix.normalize(posix.join(posix.dirname(file), path))
  const language = languages.find((one) => catalogue.some((listed) => getFileIn(listed, one) === target))
  const listed = language && catalogue.find((one) => getFileIn(one, language) === target)
  if (!listed) return undefined
  // A document leads to its other version by the language, which the link then names.
  const isOther =
    listed.both && target.endsWith('.zh-CN.md') !== file.endsWith('.zh-CN.md') && isVersion(listed, file)
  const query = isOther ? `?lang=${target.endsWith('.zh-CN.md') ? 'zh-CN' : 'en-US'}` : ''
  return `${formatDocumentPath(listed)}${query}${part === undefined ? '' : `#${part}`}`
}

const isVersion = (listed: Listed, file: string): boolean =>
  languages.some((language) => getFileIn(listed, language) === file)
