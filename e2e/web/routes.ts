import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { repository } from '../harness/server.ts'

export const roles = ['guest', 'buyer', 'seller', 'operator'] as const
export type Role = (typeof roles)[number]
/** A page as a router names it, with `:name` for parameters. */
export type Pattern = { readonly pattern: string; readonly role: Role }

/** The storefront's pages, as the server registers them; read from its source. */
export function listStorefrontPatterns(): Pattern[] {
  const files = globSync('packages/marketplace/src/http/*pages.ts', { cwd: repository })
  const sources = files.map((file) => readFileSync(join(repository, file), 'utf8'))
  const found = sources.flatMap((source) => [...source.matchAll(/\b(?:page|server\.get)\(\s*'([^']+)'/g)])
  const patterns = [...new Set(found.map(([, pattern = '']) => pattern.replace('*', ':rest')))].filter(
    (pattern) => pattern !== '/preferences',
  )
  // If the source can no longer be parsed, this must fail.
  if (patterns.length < 3) throw new Error('The pages were not found where the server registers them')
  return patterns.map((pattern) => ({ pattern, role: 'guest' }))
}

/** The kinds of pages that the port between server and pages knows; each must have been seen. */
export function listPageKinds(): string[] {
  const source = readFileSync(join(repository, 'packages/protocol/src/console/pages.ts'), 'utf8')
  const kinds = [...source.matchAll(/readonly route: '([^']+)'/g)].map(([, kind = '']) => kind)
  if (kinds.length < 3) throw new Error('The kinds of pages were not found in the contract')
  return kinds
}

/** The pages of the centres, from the router that runs in this page. */
export async function listCentrePatterns(page: Page): Promise<Pattern[]> {
  const paths = await page.evaluate(() => {
    const router = (window as { __TSR_ROUTER__?: { routesByPath: Record<string, unknown> } }).__TSR_ROUTER__
    return Object.keys(router?.routesByPath ?? {})
  })
  const patterns = new Set(paths.map((path) => path.replaceAll('$', ':').replace(/(?<=.)\/$/, '')))
  const found = [...patterns].flatMap((pattern): Pattern[] => {
    const role = roles.find((one) => pattern.split('/')[1] === one)
    return role ? [{ pattern, role }] : []
  })
  if (found.length < 3) throw new Error('The router of the centres was not found in the page')
  return found
}

export const hasParameters = ({ pattern }: Pattern): boolean => pattern.includes(':')

/** The first link that leads to this page and to no other. */
export function findLink(
  wanted: Pattern,
  links: Iterable<string>,
  others: readonly Pattern[],
): string | undefined {
  const fits = shapeOf(wanted.pattern)
  const plain = new Set(others.filter((one) => !hasParameters(one)).map(({ pattern }) => pattern))
  return [...links].find((link) => {
    const { pathname } = new URL(link, 'http://site.invalid')
    return fits.test(pathname) && !plain.has(pathname)
  })
}

const shapeOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(':rest', '.+').replaceAll(/:\w+/g, '[^/]+')}$`)
