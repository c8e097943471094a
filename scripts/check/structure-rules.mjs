// Which file may import which. Each rule takes a file and one of its imports, and returns a complaint or undefined.
import { domains } from './domains.mjs'
import { isTest, isTestCode } from './files.mjs'

/** What each package may import; a package that is not listed may import none of ours. */
const mayImport = {
  'packages/kernel': [],
  'packages/signing': ['kernel'],
  'packages/protocol': ['kernel'],
  'packages/outbound': ['kernel'],
  'packages/seller': ['kernel', 'signing', 'protocol'],
  'packages/client': ['kernel', 'signing', 'protocol'],
  'packages/diagnosis': ['kernel', 'signing', 'protocol'],
  'packages/conformance': ['kernel', 'outbound', 'signing', 'protocol', 'diagnosis'],
  'packages/marketplace': ['kernel', 'outbound', 'signing', 'protocol', 'diagnosis'],
  'packages/emulator': ['kernel', 'signing', 'protocol', 'diagnosis', 'marketplace'],
  'packages/ui': ['kernel'],
  'apps/server': ['kernel', 'marketplace'],
  'apps/cli': ['kernel', 'signing', 'protocol', 'client', 'seller', 'diagnosis', 'conformance', 'emulator'],
  'apps/console': ['kernel', 'protocol', 'client', 'ui'],
  'examples/license-seller': ['kernel', 'seller'],
  'examples/sample-seller': ['kernel', 'signing', 'protocol', 'seller'],
  'examples/sso-app': ['seller'],
  // End-to-end tests, and the judge of the crash test, share no code with the server that they test.
  e2e: ['kernel', 'signing', 'protocol', 'client'],
  // Compares the engine, as a server composes it, with other implementations of the same work.
  bench: ['kernel', 'signing', 'protocol', 'client', 'seller', 'marketplace'],
}

/** The node that the crash test kills composes the marketplace as apps/server does, with shorter windows. */
const crashNode = /^e2e\/crash\/(main|die-if-armed)\.ts$/

/** Folders of packages/marketplace/src that are not domains. */
export const rooms = ['platform', 'migrations', 'embedded', 'http']

const market = 'packages/marketplace/src/'

/** Complaints about one import: `{ specifier, path, typeOnly, builtin, resolved }`, as read from the file `from`. */
export function findImportFaults(from, to) {
  return [
    importsPackage,
    importsDomain,
    importsFromRoom,
    importsFromRules,
    importsLibrary,
    importsSchemas,
    importsTestCode,
  ]
    .map((rule) => rule(from, to))
    .filter(Boolean)
    .map((complaint) => `${from}: ${complaint} ("${to.specifier}")`)
}

/** `packages/kernel/src/money.ts` → `packages/kernel`; undefined outside our packages. */
function packageOf(path) {
  if (path.includes('node_modules/')) return undefined
  const room = /^(e2e|bench)\//.exec(path)?.[1]
  if (room !== undefined) return room
  return /^(?:packages|apps|examples)\/[^/]+(?=\/)/.exec(path)?.[0]
}

function importsPackage(from, to) {
  const own = packageOf(from)
  // An import that did not resolve (such as an unlisted subpath) still counts as an import of that package.
  const unresolved = /^@loggia\/([^/]+)/.exec(to.specifier)?.[1]
  const other = packageOf(to.path) ?? (unresolved && `packages/${unresolved}`)
  if (own === undefined || other === undefined || own === other) return undefined
  if (!other.startsWith('packages/')) return `nothing imports ${other}`
  if (to.specifier.startsWith('.') || to.specifier.includes('/src/'))
    return 'a package is entered by its name'
  // Test vectors are data, and every implementation of the protocols is tested with them.
  if (isTest(from) && to.path.startsWith('packages/protocol/vectors/')) return undefined
  const name = other.slice('packages/'.length)
  if (crashNode.test(from) && name === 'marketplace' && to.resolved) return undefined
  if (!mayImport[own]?.includes(name)) return `${own} may not import ${name}`
  return to.resolved ? undefined : 'this subpath is not listed in the "exports" of its package'
}

/** The first folder below packages/marketplace/src, or '' for a file directly in it. */
function roomOf(path) {
  if (!path.startsWith(market)) return undefined
  const parts = path.slice(market.length).split('/')
  return parts.length > 1 ? parts[0] : ''
}

const isOfTests = (path) => isTest(path) || isTestCode(path)
const isDomain = (room) => domains.includes(room)

function importsDomain(from, to) {
  const own = roomOf(from)
  const other = roomOf(to.path)
  if (isOfTests(from) || own === other || !isDomain(other ?? '')) return undefined
  if (own === 'platform') return `platform is under every domain and knows none, not ${other}`
  if (isDomain(own) && domains.indexOf(other) > domains.indexOf(own)) return `${own} stands above ${other}`
  const face = `${market}${other}/index.ts`
  return to.path === face || isAssembly(from, to.path, other)
    ? undefined
    : `${other} is entered by its index.ts`
}

/** marketplace.ts lists what each domain adds; only it may import these files. */
function isAssembly(from, to, domain) {
  return from === `${market}marketplace.ts` && to === `${market}${domain}/part.ts`
}

/** Whether the file is `name.ts` or is in a folder `name`. */
const isNamed = (path, name) => new RegExp(`(^|/)${name}(\\.tsx?$|/)`).test(path)

/** Domains do not import what composes them; they may import the platform and what HTTP routes share. */
function importsFromRoom(from, to) {
  const own = roomOf(from)
  const other = roomOf(to.path)
  if (isOfTests(from) || other === undefined || own === other || isDomain(other)) return undefined
  if (own === 'platform') return 'platform imports nothing else of the marketplace'
  if (!isDomain(own ?? '') || other === 'platform') return undefined
  if (other === 'http' && isNamed(from, 'routes')) return undefined
  return `a domain imports no file of ${other === '' ? 'the composition' : other}`
}

const impure = /^(kysely|pg|fastify|undici|@electric-sql\/|@fastify\/)/
const pureBuiltins = new Set(['crypto', 'buffer'])

/** Rules decide from their arguments alone, so that every case can be a line of a table. */
function importsFromRules(from, to) {
  if (isTest(from) || !isNamed(from, 'rules')) return undefined
  if (impure.test(to.specifier)) return 'rules are pure: no database, no HTTP'
  if (to.builtin && !pureBuiltins.has(to.path)) return 'rules are pure: no input or output'
  if (to.typeOnly) return undefined
  if (['store', 'service', 'routes', 'jobs'].some((name) => isNamed(to.path, name)))
    return 'rules are pure: types only'
  return roomOf(to.path) === 'platform' ? 'rules are pure: of platform they know types only' : undefined
}

const sqlRooms = ['platform', 'migrations', 'embedded']

function importsLibrary(from, to) {
  if (isTest(from) || packageOf(from) === undefined) return undefined
  if (isLibrary(to, 'kysely')) {
    const allowed =
      isNamed(from, 'store') ||
      (isNamed(from, 'tables') && to.typeOnly) ||
      sqlRooms.includes(roomOf(from) ?? '')
    return allowed ? undefined : 'SQL stands in store.ts only'
  }
  if (['fastify', 'fastify-type-provider-zod', '@fastify'].some((name) => isLibrary(to, name))) {
    return isNamed(from, 'routes') || isNamed(from, 'http')
      ? undefined
      : 'HTTP stands in routes.ts and http.ts only'
  }
  return undefined
}

const protocolTable = 'packages/protocol/src/protocols.ts'
const kinds = /^packages\/protocol\/src\/(console\/[^/]+\/kinds|protocols)\.ts$/
/** Files that declare facts and messages. */
const declarations = /^packages\/protocol\/src\/console\/(([^/]+\/)?(facts|messages)|members)\.ts$/
/** What a seller types of a product, and its rules: pages and the server judge with the same ones. */
const drafts = /^packages\/protocol\/src\/console\/catalog\/draft\//
const isForPages = (path) => kinds.test(path) || declarations.test(path) || drafts.test(path)
const inPages = ['apps/console', 'packages/client', 'packages/ui']

/**
 * A page that imports one value of the contract would load all schemas in the browser. Pages may import values of
 * kinds.ts, the declarations of facts and messages, the table of protocols, and the draft of a product.
 */
function importsSchemas(from, to) {
  if (isTest(from) || to.typeOnly) return undefined
  if (kinds.test(from))
    return to.path === protocolTable
      ? undefined
      : `${from.split('/').at(-1)} stands alone: pages carry it without schemas`
  if (declarations.test(from))
    return isForPages(to.path)
      ? undefined
      : `${from.split('/').at(-1)} imports nothing but declarations and kinds: pages carry it without schemas`
  if (drafts.test(from))
    return isForPages(to.path) || !to.path.startsWith('packages/protocol/')
      ? undefined
      : 'a draft imports no schemas: pages carry it'
  const isOfContract = to.path.startsWith('packages/protocol/') && !isForPages(to.path)
  return isOfContract && inPages.includes(packageOf(from))
    ? 'pages carry no schemas: of the contract they import types, and the values of kinds.ts, facts.ts, messages.ts, members.ts, protocols.ts and catalog/draft'
    : undefined
}

/** Test code may enter other domains anywhere, so the product must not reach it. */
const importsTestCode = (from, to) =>
  isTestCode(to.path) && !isOfTests(from) ? 'only tests import testing/' : undefined

const isLibrary = (to, name) => to.specifier === name || to.specifier.startsWith(`${name}/`)
