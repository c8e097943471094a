import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findStructureFaults } from './structure.mjs'

// A small repository with a correct structure; each test adds one fault.
const sound = {
  'packages/kernel/src/index.ts': "export { one } from './one.ts'\n",
  'packages/kernel/src/one.ts': 'export const one = 1\n',
  'packages/protocol/src/index.ts': 'export const api = 1\n',
  'packages/signing/src/index.ts': "import { one } from '@loggia/kernel'\nexport const two = one + 1\n",
  'packages/marketplace/src/index.ts': "export { all } from './marketplace.ts'\n",
  'packages/marketplace/src/marketplace.ts':
    "import { createOrders } from './orders/index.ts'\nimport { ordersPart } from './orders/part.ts'\nexport const all = [createOrders, ordersPart]\n",
  'packages/marketplace/src/http.ts':
    "import fastify from 'fastify'\nimport { all } from './marketplace.ts'\nexport const app = [fastify, all]\n",
  'packages/marketplace/src/platform/database.ts':
    "import { Kysely } from 'kysely'\nexport type Db = Kysely<unknown>\n",
  'packages/marketplace/src/parties/index.ts': "export type { Seller } from './schema.ts'\n",
  'packages/marketplace/src/parties/schema.ts': 'export type Seller = { id: string }\n',
  'packages/marketplace/src/orders/index.ts': "export { createOrders } from './service.ts'\n",
  'packages/marketplace/src/orders/service.ts':
    "import { decide } from './rules.ts'\nimport { insert } from './store.ts'\nexport const createOrders = () => insert(decide())\n",
  'packages/marketplace/src/orders/store.ts':
    "import { sql } from 'kysely'\nimport type { Db } from '../platform/database.ts'\nexport const insert = (n: number, db?: Db) => [sql, n, db]\n",
  'packages/marketplace/src/orders/rules.ts':
    "import { one } from '@loggia/kernel'\nimport type { Seller } from '../parties/index.ts'\nexport const decide = (_seller?: Seller) => one\n",
  'packages/marketplace/src/orders/routes.ts':
    "import type { FastifyInstance } from 'fastify'\nexport const createOrderRoutes = (app: FastifyInstance) => app\n",
  'packages/marketplace/src/orders/part.ts':
    "import { createOrderRoutes } from './routes.ts'\nexport const ordersPart = { routes: createOrderRoutes }\n",
  'packages/marketplace/src/refunds/index.ts': 'export const refunds = 1\n',
  'apps/server/src/main.ts': "import { one } from '@loggia/kernel'\nexport const started = one\n",
  'examples/sample-seller/src/main.ts': "import { two } from '@loggia/signing'\nexport const sample = two\n",
}

const kernelManifest = JSON.stringify({
  name: '@loggia/kernel',
  type: 'module',
  exports: { '.': { 'loggia-source': './src/index.ts', default: './dist/index.js' } },
})

let root

function plant(files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loggia-structure-'))
  plant(sound)
  mkdirSync(join(root, 'node_modules', '@loggia'), { recursive: true })
  for (const [folder, name] of [
    ['packages', 'kernel'],
    ['packages', 'signing'],
    ['packages', 'marketplace'],
    ['packages', 'protocol'],
    ['apps', 'server'],
  ]) {
    plant({ [`${folder}/${name}/package.json`]: kernelManifest.replace('kernel', name) })
    symlinkSync(join(root, folder, name), join(root, 'node_modules', '@loggia', name))
  }
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

const faults = () => findStructureFaults(root, 10)
const orders = 'packages/marketplace/src/orders'
const parties = 'packages/marketplace/src/parties'

test('a sound repository has no fault', async () => {
  await expect(faults()).resolves.toEqual([])
})

test('seeing too few modules is a fault of its own', async () => {
  const seen = await findStructureFaults(root, 1_000)

  expect(seen).toEqual([expect.stringContaining('the check is blind')])
})

test('code of a domain’s tests may use the embedded market and the inside of other domains', async () => {
  plant({
    'packages/marketplace/src/embedded/world.ts': 'export const world = 1\n',
    [`${orders}/testing/walk.ts`]:
      "export { world } from '../../embedded/world.ts'\nexport type { Seller } from '../../parties/schema.ts'\n",
    [`${orders}/walk.test.ts`]: "import './testing/walk.ts'\n",
  })

  await expect(faults()).resolves.toEqual([])
})

test('the product does not import test code', async () => {
  plant({
    [`${orders}/testing/walk.ts`]: 'export const walk = 1\n',
    [`${orders}/schema.ts`]: "export { walk } from './testing/walk.ts'\n",
  })

  await expect(faults()).resolves.toEqual([
    expect.stringContaining('orders/schema.ts: only tests import testing/'),
  ])
})

const planted = [
  [
    'the kernel imports a package',
    'packages/kernel/src/one.ts',
    "export { two as one } from '@loggia/signing'",
    'may not import signing',
  ],
  [
    'a package imports the marketplace',
    'packages/signing/src/index.ts',
    "export * as two from '@loggia/marketplace'",
    'may not import marketplace',
  ],
  [
    'what sends requests imports a protocol',
    'packages/outbound/src/index.ts',
    "import '@loggia/protocol'",
    'packages/outbound may not import protocol',
  ],
  [
    'a sample imports the marketplace',
    'examples/sample-seller/src/main.ts',
    "import '@loggia/marketplace'",
    'may not import marketplace',
  ],
  [
    'a journey imports the marketplace',
    'e2e/journey.test.ts',
    "import '@loggia/marketplace'",
    'may not import marketplace',
  ],
  [
    'the judge of a crash test imports the marketplace',
    'e2e/crash/judge.ts',
    "import '@loggia/marketplace'",
    'may not import marketplace',
  ],
  [
    'a package imports a bench',
    'packages/signing/src/index.ts',
    "import '../../../bench/main.ts'",
    'nothing imports bench',
    { 'bench/main.ts': 'export const measured = 1' },
  ],
  ['a bench imports an app', 'bench/main.ts', "import '../apps/server/src/main.ts'", 'nothing imports apps'],
  [
    'a package imports an app',
    'packages/signing/src/index.ts',
    "import '../../../apps/server/src/main.ts'",
    'nothing imports apps/server',
  ],
  [
    'a package imports an app by name',
    `${orders}/service.ts`,
    "import '@loggia/server'",
    'may not import server',
  ],
  [
    'a relative path leads into another package',
    'packages/signing/src/index.ts',
    "export { one as two } from '../../kernel/src/one.ts'",
    'entered by its name',
  ],
  [
    'a subpath that is not listed',
    'packages/signing/src/index.ts',
    "export { one as two } from '@loggia/kernel/one'",
    'not listed',
  ],
  [
    'an import into /src/ of a package',
    'packages/signing/src/index.ts',
    "export { one as two } from '@loggia/kernel/src/one.ts'",
    'entered by its name',
  ],
  [
    'a domain imports one below it',
    `${orders}/service.ts`,
    "export { refunds as createOrders } from '../refunds/index.ts'",
    'orders stands above refunds',
  ],
  [
    'a domain imports types of one below it',
    `${orders}/service.ts`,
    "import type { refunds } from '../refunds/index.ts'\nexport type createOrders = typeof refunds",
    'orders stands above refunds',
  ],
  [
    'a domain passes by the face of another',
    `${orders}/service.ts`,
    "import type { Seller } from '../parties/schema.ts'\nexport type createOrders = Seller",
    'entered by its index.ts',
  ],
  [
    'the composition passes by a face',
    'packages/marketplace/src/marketplace.ts',
    "export { createOrders } from './orders/service.ts'",
    'entered by its index.ts',
  ],
  [
    'the composition passes by what a domain adds',
    'packages/marketplace/src/marketplace.ts',
    "export { createOrderRoutes } from './orders/routes.ts'",
    'entered by its index.ts',
  ],
  [
    'the edge imports what a domain adds',
    'packages/marketplace/src/http.ts',
    "export { ordersPart } from './orders/part.ts'",
    'entered by its index.ts',
  ],
  [
    'a domain imports the composition',
    `${orders}/service.ts`,
    "import '../http.ts'",
    'no file of the composition',
  ],
  [
    'the platform imports a domain',
    'packages/marketplace/src/platform/database.ts',
    "export type { Seller as Db } from '../parties/index.ts'",
    'knows none',
  ],
  [
    'the platform imports the composition',
    'packages/marketplace/src/platform/database.ts',
    "import '../http.ts'",
    'platform imports nothing else',
  ],
  [
    'rules import their store',
    `${orders}/rules.ts`,
    "export { insert as decide } from './store.ts'",
    'rules are pure',
  ],
  ['rules import the platform', `${orders}/rules.ts`, "import '../platform/database.ts'", 'rules are pure'],
  ['rules read files', `${orders}/rules.ts`, "import 'node:fs'", 'rules are pure'],
  ['rules import the database', `${orders}/rules.ts`, "import 'pg'", 'rules are pure'],
  [
    'rules in a folder import their store',
    `${orders}/rules/price.ts`,
    "export { insert } from '../store.ts'",
    'rules are pure',
  ],
  [
    'rules are asynchronous',
    `${orders}/rules.ts`,
    'export async function decide() {}',
    'rules are synchronous',
  ],
  ['SQL in a service', `${orders}/service.ts`, "import 'kysely'", 'SQL stands in store.ts only'],
  [
    'SQL helpers in a service',
    `${orders}/service.ts`,
    "import 'kysely/helpers/postgres'",
    'SQL stands in store.ts only',
  ],
  [
    'the jobs of a domain are asked for elsewhere than in the list of domains',
    'packages/marketplace/src/jobs.ts',
    "import './orders/jobs.ts'",
    'entered by its index.ts',
    { [`${orders}/jobs.ts`]: 'export const jobs = 1' },
  ],
  ['HTTP in a service', `${orders}/service.ts`, "import '@fastify/cookie'", 'HTTP stands in routes.ts'],
  [
    'two files import each other',
    `${parties}/schema.ts`,
    "import type { A } from './a.ts'\nexport type Seller = A",
    'in a circle',
    { [`${parties}/a.ts`]: "import type { Seller } from './schema.ts'\nexport type A = Seller" },
  ],
  ['a face with a star', `${orders}/index.ts`, "export * from './service.ts'", 'no "export *"'],
  [
    'a face with sixteen names',
    `${orders}/index.ts`,
    Array.from({ length: 16 }, (_, n) => `export const n${n} = ${n}`).join('\n'),
    'exports 16 names',
  ],
  [
    'an exported function with the name of a thing',
    `${orders}/price.ts`,
    'export const told = () => 1',
    'told says no verb',
  ],
  ['a folder called helpers', `${orders}/helpers/a.ts`, 'export const a = 1', '"helpers" says nothing'],
  ['a file called utils', 'packages/kernel/src/utils.ts', 'export const a = 1', '"utils" says nothing'],
  [
    'a page imports a value of the contract',
    'apps/console/src/page.ts',
    "import { api } from '@loggia/protocol'\nexport const page = api",
    'pages carry no schemas',
  ],
  [
    'a page that reads the address of any route',
    'apps/console/src/page.ts',
    'declare const useSearch: (of: object) => object\nexport const page = useSearch({ strict: false })',
    'reads the address by its route',
  ],
  [
    'kinds with a schema',
    'packages/protocol/src/console/orders/kinds.ts',
    "import { api } from '../../index.ts'\nexport const states = [api]",
    'kinds.ts stands alone',
  ],
  [
    'facts with a schema',
    'packages/protocol/src/console/orders/facts.ts',
    "import { api } from '../../index.ts'\nexport const orderFacts = { api }",
    'facts.ts imports nothing but declarations and kinds',
  ],
  [
    'the table of protocols with a schema',
    'packages/protocol/src/protocols.ts',
    "import { api } from './index.ts'\nexport const traits = [api]",
    'protocols.ts stands alone',
  ],
  [
    'a domain that nobody placed',
    'packages/marketplace/src/gifts/index.ts',
    'export const gifts = 1',
    'its place in the list',
  ],
]

const lines = (count) => Array.from({ length: count }, (_, n) => `  call(${n})`).join('\n')

const tooLong = [
  ['a long function', `${orders}/price.ts`, `function price() {\n${lines(70)}\n}`, 'price has 72 lines'],
  [
    'a long arrow function',
    `${orders}/price.ts`,
    `export const price = () => {\n${lines(70)}\n}`,
    'price has 72 lines',
  ],
  [
    'a long use case in a factory',
    `${orders}/price.ts`,
    `export function createPrices() {\n  const ask = () => {\n${lines(70)}\n  }\n  return ask\n}`,
    'ask has 72 lines',
  ],
  [
    'a factory that is long by itself',
    `${orders}/price.ts`,
    `export function createPrices() {\n${lines(70)}\n}`,
    'createPrices has 72 lines',
  ],
]

test.each([...planted, ...tooLong])('%s: is caught', async (_name, path, text, complaint, others = {}) => {
  plant({ ...others, [path]: text })

  expect((await faults()).join('\n')).toContain(complaint)
})

test('more spreads under a condition than there may be: is caught', async () => {
  const ten = Array.from({ length: 10 }, () => '...(a && { b })').join(', ')
  plant({ [`${orders}/price.ts`]: `export const price = (a: boolean, b: number) => ({ ${ten} })` })

  await expect(faults()).resolves.toEqual([expect.stringMatching(/^10 spreads .*orders\/price\.ts:1$/)])
})

const allowed = [
  [
    'a factory may hold many short use cases',
    `${orders}/price.ts`,
    `export function createPrices() {\n${Array.from({ length: 9 }, (_, n) => `  const n${n} = () => {\n${lines(10)}\n  }`).join('\n')}\n}`,
  ],
  ['a test may import a domain below', `${orders}/orders.test.ts`, "import '../refunds/index.ts'"],
  [
    'a face with fifteen names',
    `${orders}/index.ts`,
    Array.from({ length: 15 }, (_, n) => `export const createOrders${n || ''} = ${n}`).join('\n'),
  ],
  [
    'a page may import types of the contract',
    'apps/console/src/page.ts',
    "import type { api } from '@loggia/protocol'\nexport type Page = typeof api",
  ],
  ['a bench may compose the marketplace', 'bench/main.ts', "import '@loggia/marketplace'"],
  [
    'the tables of a domain may name types of Kysely',
    `${orders}/tables.ts`,
    "import type { Generated } from 'kysely'\nexport type Tables = Generated<1>",
    {
      'node_modules/kysely/package.json': '{ "name": "kysely", "main": "index.js", "types": "index.d.ts" }',
      'node_modules/kysely/index.js': '',
      'node_modules/kysely/index.d.ts': 'export type Generated<T> = T',
    },
  ],
  ['a store in a folder may write SQL', `${orders}/store/lines.ts`, "import 'kysely'"],
]

test.each(allowed)('%s', async (_name, path, text, others = {}) => {
  plant({ ...others, [path]: text })

  await expect(faults()).resolves.toEqual([])
})
