import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { repository } from '../harness/server.ts'

/** The build has the scripts of each language in a folder of its own. */
const toLanguageFile = (file: string, language: string): string =>
  file.replace(/^assets\/(?=[^/]+\.js$)/, `assets/${language}/`)

const built = join(repository, 'apps/console/dist/client')
/** In bytes of script, compressed: what a page loads before it can be used. */
const [homeBudget, storefrontBudget, centreBudget] = [106_000, 140_000, 200_000]

describe.each(['zh-CN', 'en-US'])('the scripts of pages in %s', (language) => {
  let weigh: (entry: string) => Readonly<Record<string, number>>
  beforeAll(() => void (weigh = createScales(language)))

  test('a page of the storefront loads at most 140 kB, the home page 106 kB', () => {
    const weights = weigh('src/storefront/entry-client.tsx')

    expect(Object.keys(weights).length).toBeGreaterThan(20)
    expect(Math.min(...Object.values(weights))).toBeGreaterThan(50_000)
    expect(listHeavier(weights, storefrontBudget)).toEqual([])
    expect(weights['src/storefront/home/home.tsx']).toBeLessThanOrEqual(homeBudget)
  })

  test('a page of a centre loads at most 200 kB', () => {
    const weights = weigh('src/centre/entry-client.tsx')

    expect(Object.keys(weights).length).toBeGreaterThan(90)
    expect(Math.min(...Object.values(weights))).toBeGreaterThan(100_000)
    expect(listHeavier(weights, centreBudget)).toEqual([])
  })
})

const listHeavier = (weights: Readonly<Record<string, number>>, budget: number) =>
  Object.entries(weights).filter(([, weight]) => weight > budget)

/** Weighs each page of an entry with the entry, as browsers of this language load it. */
function createScales(language: string) {
  type Chunk = { file: string; imports?: string[]; dynamicImports?: string[] }
  const manifest = JSON.parse(readFileSync(join(built, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >
  const sizes = new Map<string, number>()
  function sizeOf(file: string): number {
    const size = sizes.get(file) ?? gzipSync(readFileSync(join(built, toLanguageFile(file, language)))).length
    sizes.set(file, size)
    return size
  }
  function weigh(...names: readonly string[]): number {
    const found = new Set<string>()
    const visit = (name: string): void => {
      const chunk = manifest[name]
      if (!chunk || found.has(chunk.file)) return
      found.add(chunk.file)
      chunk.imports?.forEach(visit)
    }
    names.forEach(visit)
    return [...found].reduce((sum, file) => sum + sizeOf(file), 0)
  }
  return (entry: string) =>
    Object.fromEntries(
      (manifest[entry]?.dynamicImports ?? [])
        .filter((name) => name.startsWith('src/'))
        .map((page) => [page, weigh(entry, page)]),
    )
}
