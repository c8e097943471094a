import type { Language } from '@loggia/kernel'
import type { EntryFiles } from './document.ts'
import { toLanguageFile } from './language-file.ts'

/** One entry of the manifest that the browser's build writes. */
export type ManifestChunk = {
  readonly file: string
  readonly css?: readonly string[]
  readonly assets?: readonly string[]
  readonly imports?: readonly string[]
}
export type Manifest = Readonly<Record<string, ManifestChunk>>

/**
 * The files that a document in `language` needs to load an entry: its script, the modules that it imports, their
 * styles, and the font of running text.
 */
export function listFiles(manifest: Manifest, entry: string, language: Language): EntryFiles {
  const chunks = [...reachable(manifest, entry)]
  const own = chunks[0]
  if (!own) throw new Error(`The build has no entry ${entry}`)
  const address = (file: string) => formatAddress(file, language)
  const all = (list: 'css' | 'assets') =>
    [...new Set(chunks.flatMap((chunk) => chunk[list] ?? []))].map(address)
  return {
    script: address(own.file),
    modules: chunks.slice(1).map((chunk) => address(chunk.file)),
    styles: all('css'),
    // Only the font of running text is needed at once; the others are loaded when a text uses them.
    fonts: all('assets').filter((file) => /\/inter-.*\.woff2$/.test(file)),
  }
}

/** The address of a built file, for pages in `language`. */
export const formatAddress = (file: string, language: Language): string =>
  `/${toLanguageFile(file, language)}`

/** {@link listFiles} for pages in each language. */
export const listFilesByLanguage = (
  manifest: Manifest,
  entry: string,
): Readonly<Record<Language, EntryFiles>> => ({
  'zh-CN': listFiles(manifest, entry, 'zh-CN'),
  'en-US': listFiles(manifest, entry, 'en-US'),
})

type Later = { readonly sources: readonly string[]; readonly language: Language }

/** The files of an entry with those of pages that it loads later: the document names them, so that nothing waits for them. */
export function withPages(files: EntryFiles, manifest: Manifest, { sources, language }: Later): EntryFiles {
  const pages = sources
    .filter((source) => manifest[source])
    .map((source) => listFiles(manifest, source, language))
  const scripts = pages.flatMap(({ script, modules }) => [script, ...modules])
  const unite = (first: readonly string[], more: readonly string[]): string[] => [
    ...new Set([...first, ...more]),
  ]
  return {
    ...files,
    modules: unite(files.modules, scripts).filter((file) => file !== files.script),
    styles: unite(
      files.styles,
      pages.flatMap(({ styles }) => styles),
    ),
  }
}

/** The chunk of the entry, followed by everything that it imports statically, each once. */
function reachable(manifest: Manifest, entry: string): Set<ManifestChunk> {
  const found = new Set<ManifestChunk>()
  const visit = (name: string): void => {
    const chunk = manifest[name]
    if (!chunk || found.has(chunk)) return
    found.add(chunk)
    chunk.imports?.forEach(visit)
  }
  visit(entry)
  return found
}
