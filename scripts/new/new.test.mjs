import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFiles } from '../check/files.mjs'
import { runtimeFlags } from '../setup/hand-over.mjs'
import { projectRoot } from '../setup/progress.mjs'
import { copyTree } from './copy-tree.mjs'
import { planDomain } from './domain.mjs'
import { NewFault } from './fault.mjs'
import { planPage } from './page.mjs'

let folder
let root

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-new-'))
  root = join(folder, 'tree')
  copyTree(projectRoot, root)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs `npm run new …` in the copy. */
const runNew = (...args) =>
  spawnSync(process.execPath, [...runtimeFlags, join(root, 'scripts/new/main.mjs'), ...args], {
    cwd: root,
    encoding: 'utf8',
  })

/** Every file of the copy with its text. */
const readTree = () =>
  new Map(listFiles(root).map((path) => [path, readFileSync(join(root, path), 'latin1')]))

/** Created and changed files. */
function compare(before, after) {
  const created = [...after.keys()].filter((path) => !before.has(path))
  const changed = [...before.keys()].filter((path) => before.get(path) !== after.get(path))
  return { created, changed }
}

/** Runs a program of the project in the copy; returns its output if it has complaints. */
const run = (program, ...args) => runNode(join(root, program), ...args)

const runNode = (...args) => runIn(root, ...args)

function runIn(cwd, ...args) {
  const child = spawn(process.execPath, [...runtimeFlags, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code === 0 ? '' : Buffer.concat(chunks).toString('utf8')))
  })
}

const checkTypes = (config) => run('node_modules/@typescript/native/bin/tsc', '-p', config, '--checkers', '1')

/** Runs a check function of the copy, in its own process, since the check reads the list of domains beside itself. */
const findFaults = (file, name) =>
  runNode(
    '--input-type=module',
    '--eval',
    `import { ${name} } from ${JSON.stringify(pathToFileURL(join(root, 'scripts/check', file)).href)}
     const faults = await ${name}(${JSON.stringify(root)})
     for (const fault of faults) console.log(fault)
     process.exitCode = faults.length > 0 ? 1 : 0`,
  )

test.each([
  [[], 0, /Usage:/],
  [['kind', 'warranties'], 1, /no kind "kind"/],
  [['domain', 'warranties', 'more'], 1, /One name/],
  [['domain', 'warranties', '--unknown'], 1, /Usage:/],
  [['domain', 'refunds'], 1, /There is a "refunds"/],
])('%j ends with %i and a sentence, and nothing is written', (args, status, sentence) => {
  const before = readTree()

  const ended = runNew(...args)

  expect(ended.status).toBe(status)
  expect(ended.stdout + ended.stderr).toMatch(sentence)
  expect(ended.stderr).not.toContain('    at ')
  expect(compare(before, readTree())).toEqual({ created: [], changed: [] })
})

test.each([
  ['a name that is none', planDomain, undefined, {}, /lower case/],
  ['no domain to stand above', planDomain, 'warranties', { above: 'nothing' }, /no service of "nothing"/],
  ['a prefix that is taken', planDomain, 'warranties', { prefix: 'ord' }, /"ord" is taken/],
  ['the name of a room', planDomain, 'platform', { singular: 'place' }, /There is a "platform"/],
  ['the name of a table', planDomain, 'buyers', {}, /makes a table "buyer"/],
  ['a Chinese name with a quote', planDomain, 'warranties', { zh: "保'修" }, /no signs/],
  ['a name that another has', planDomain, 'kits', {}, /has a "kitRoutes" already/],
  ['a word of the templates', planDomain, 'titles', {}, /a "title" already/],
  ['a page that is there', planPage, 'orders', {}, /is there already/],
  [
    'an address that is there',
    planPage,
    'sellers',
    { centre: 'operator' },
    /has the address \/operator\/sellers/,
  ],
  ['a centre that is none', planPage, 'price-list', { centre: 'storefront' }, /not "storefront"/],
])('%s is refused', (_what, plan, name, options, sentence) => {
  expect(() => plan(projectRoot, name, options)).toThrow(NewFault)
  expect(() => plan(projectRoot, name, options)).toThrow(sentence)
})

test('nothing is written if one of the places is not found', () => {
  const page = join(root, 'docs/development/arrangement.md')
  const text = readFileSync(page, 'utf8')
  writeFileSync(page, text.replace('| notifications |', '| notification |'))
  const before = readTree()

  const { status, stderr } = runNew('domain', 'warranties')

  expect(status).toBe(1)
  expect(stderr).toContain('arrangement.md has no row "notifications"')
  expect(compare(before, readTree())).toEqual({ created: [], changed: [] })
  writeFileSync(page, text)
})

describe('a new domain and a new page', () => {
  let domain
  let pages
  beforeAll(() => {
    const before = readTree()
    domain = { ...runNew('domain', 'service-windows', '--zh', '服务时段') }
    const between = readTree()
    Object.assign(domain, compare(before, between))
    pages = ['seller', 'buyer', 'operator'].map((centre) => runNew('page', 'price-list', '--centre', centre))
    pages.push(compare(between, readTree()))
  })

  test('the domain is named in five files that others are named in, at most, and says which', () => {
    expect(domain.stderr).toBe('')
    expect(domain.changed.length).toBeLessThanOrEqual(5)
    for (const path of [...domain.created, ...domain.changed]) expect(domain.stdout).toContain(`  ${path}\n`)
  })

  test('it has a table, rules, routes, facts, a message, tests and a page', () => {
    const market = 'packages/marketplace/src/service-windows'
    for (const path of [
      ...['README.md', 'tables.ts', 'rules.ts', 'routes.ts', 'service.test.ts'].map(
        (name) => `${market}/${name}`,
      ),
      ...['facts.ts', 'messages.ts', 'routes.ts', 'kinds.ts'].map(
        (name) => `packages/protocol/src/console/service-windows/${name}`,
      ),
      'apps/console/src/seller/service-windows/service-windows-page.tsx',
    ])
      expect(domain.created).toContain(path)
    expect(domain.created.some((path) => /migrations\/\d{4}-service-windows\.sql$/.test(path))).toBe(true)
  })

  test('no placeholder is left', () => {
    const left = domain.created.filter((path) =>
      /sample.?item|样品|\bsmp|someCentre/i.test(path + readFileSync(join(root, path), 'utf8')),
    )

    expect(left).toEqual([])
  })

  test('a page is named in the list of its centre and nowhere else', () => {
    const { created, changed } = pages.at(-1)

    expect(pages.slice(0, -1).map(({ status }) => status)).toEqual([0, 0, 0])
    expect(changed).toEqual(
      ['buyer', 'operator', 'seller'].map((area) => `apps/console/src/${area}/pages.ts`),
    )
    expect(created).toHaveLength(9)
  })

  test(
    'the checks have no complaint, its own tests pass, and the pages are built',
    { timeout: 240_000 },
    async () => {
      const touched = [...domain.created, ...domain.changed, ...pages.at(-1).created].filter((path) =>
        /\.tsx?$/.test(path),
      )
      expect(existsSync(join(root, 'packages/marketplace/src/service-windows/service.test.ts'))).toBe(true)

      // The longest first, two at a time: each keeps a core busy.
      const complaints = await inPairs([
        () => checkTypes('tsconfig.json'),
        () => checkTypes('tsconfig.web.json'),
        () => run('node_modules/vitest/vitest.mjs', 'run', 'packages/marketplace/src/service-windows'),
        () => runIn(join(root, 'apps/console'), join(root, 'node_modules/vite/bin/vite.js'), 'build'),
        () => findFaults('structure.mjs', 'findStructureFaults'),
        () => run('node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints'),
        () => findFaults('texts.mjs', 'findTextFaults'),
        () => findFaults('glossary.mjs', 'findGlossaryFaults'),
        () => run('node_modules/oxlint/bin/oxlint', '--deny-warnings', ...touched),
        () => run('node_modules/oxfmt/bin/oxfmt', '--list-different', ...touched),
      ])

      expect(complaints.filter((complaint) => complaint !== '')).toEqual([])
    },
  )
})

/** The results of all functions, running two at a time. */
async function inPairs(works) {
  const given = []
  const queue = [...works.entries()]
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) given[next[0]] = await next[1]()
  }
  await Promise.all([worker(), worker()])
  return given
}
