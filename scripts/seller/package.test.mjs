import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../setup/progress.mjs'
import { packSeller, unpackInto } from './pack.mjs'
import { tryApplication } from './runtimes/tried.mjs'

const here = import.meta.dirname
let folder
let archive
const installed = (...parts) => join(folder, 'node_modules', '@loggia', 'seller', ...parts)
const read = (path) => readFileSync(path, 'utf8')

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-seller-package-'))
  archive = await packSeller(folder)
  unpackInto(folder, archive)
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }\n')
  for (const [name, text] of examplesIn(read(join(projectRoot, 'packages', 'seller', 'README.md'))))
    writeFileSync(join(folder, name), text)
  cpSync(join(here, 'plain.mjs'), join(folder, 'plain.mjs'))
  cpSync(join(here, 'applications'), join(folder, 'applications'), { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Blocks such as "```ts seller.ts": the code, and the file to write it to. */
const examplesIn = (markdown) =>
  [...markdown.matchAll(/^```(?:ts|js) (\S+)\n([^]*?)^```$/gm)].map(([, name, text]) => [name, text])

function run(program, args, env = {}) {
  const options = { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', ...env } }
  const { status, stdout, stderr, error } = spawnSync(program, args, options)
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error ?? ''}\n${stdout}\n${stderr}`)
  return stdout
}

const manifestOf = () => JSON.parse(read(installed('package.json')))
const filesIn = (path) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

test('the package needs no other one, and says what it is', () => {
  const manifest = manifestOf()
  const { peerDependencies, peerDependenciesMeta } = manifest

  expect(manifest).not.toHaveProperty('dependencies')
  expect(manifest).toMatchObject({ name: '@loggia/seller', license: 'Apache-2.0', engines: { node: '>=20' } })
  expect(manifest).not.toHaveProperty('private')
  expect(manifest).not.toHaveProperty('devDependencies')
  for (const name of Object.keys(peerDependencies))
    expect(peerDependenciesMeta[name]).toEqual({ optional: true })
})

test('the archive holds code, types, licences and what is to be read, and nothing else', () => {
  const top = filesIn(installed()).map((path) => path.slice(installed().length + 1))
  const others = top.filter((path) => !/^(types\/.+\.d\.ts|(chunks\/)?[\w-]+\.js)$/.test(path))

  expect(others.toSorted()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'LICENSE-zod',
    'NOTICE',
    'README.md',
    'package.json',
  ])
  expect(read(installed('LICENSE-zod'))).toMatch(/MIT License/)
  expect(statSync(archive).size).toBeLessThan(350_000)
})

test('what is packed is what npm would pack, and npm installs it without asking anybody', () => {
  const [{ files }] = JSON.parse(run('npm', ['pack', '--dry-run', '--json', '--offline', installed()]))
  const paths = filesIn(installed()).map((path) => path.slice(installed().length + 1).replaceAll('\\', '/'))
  expect(files.map(({ path }) => path).toSorted()).toEqual(paths.toSorted())

  const empty = mkdtempSync(join(tmpdir(), 'loggia-seller-installed-'))
  try {
    // This cache is empty, and nothing can be fetched.
    const nowhere = ['--offline', '--cache', join(empty, 'cache'), '--registry', 'http://127.0.0.1:1/']
    run('npm', ['install', '--prefix', empty, '--no-audit', '--no-fund', ...nowhere, archive])
    const entry = join(empty, 'node_modules', '@loggia', 'seller')

    expect(readdirSync(join(empty, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      '@loggia',
    ])
    expect(filesIn(entry).length).toBe(paths.length)
  } finally {
    rmSync(empty, { recursive: true, force: true })
  }
})

test('every entry of the workspace is an entry of the package, with its code and its types', () => {
  const { exports } = JSON.parse(read(join(projectRoot, 'packages', 'seller', 'package.json')))
  const published = manifestOf().exports

  expect(Object.keys(published)).toEqual([...Object.keys(exports), './package.json'])
  for (const { types, default: code } of Object.values(published).filter((one) => typeof one === 'object')) {
    expect(read(installed(types)).length).toBeGreaterThan(0)
    expect(read(installed(code)).length).toBeGreaterThan(0)
  }
})

test('nothing in it refers to a package that is not published, or to a file that is not there', () => {
  const texts = filesIn(installed()).filter((path) => /\.(js|d\.ts)$/.test(path))
  const code = texts.map((path) => read(path).replaceAll(/^\s*(\/?\*|\/\/).*$/gm, '')).join('\n')

  expect(texts.length).toBeGreaterThan(20)
  expect(code).not.toMatch(/from\s*["'](@loggia|zod)|import\(["'](@loggia|zod)|\.ts["']/)
})

test('the examples of its README, and every entry, compile with every check on', () => {
  const entries = Object.keys(manifestOf().exports).filter((subpath) => subpath !== './package.json')
  const imports = entries.map((subpath, at) => `export * as e${at} from '@loggia/seller${subpath.slice(1)}'`)
  writeFileSync(join(folder, 'entries.ts'), `${imports.join('\n')}\n`)
  const options = {
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2022'],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    allowImportingTsExtensions: true,
    verbatimModuleSyntax: true,
    types: ['node'],
    typeRoots: [join(projectRoot, 'node_modules', '@types')],
  }
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, include: ['*.ts'] }),
  )

  const tsc = join(projectRoot, 'node_modules/@typescript/native/bin/tsc')
  expect(() => run(process.execPath, [tsc, '-p', '.'])).not.toThrow()
})

// The newest compiler no longer has `node10`; those who use it have an older one.
const compilers = { node10: 'typescript/bin/tsc' }
test.each([
  ['node10', 'commonjs'],
  ['node16', 'node16'],
  ['bundler', 'esnext'],
])('a consumer whose moduleResolution is %s finds the types of every entry', (moduleResolution, module) => {
  const place = join(folder, 'consumers', moduleResolution)
  const names = Object.keys(manifestOf().exports).filter((subpath) => subpath !== './package.json')
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'package.json'), '{ "type": "module" }\n')
  const imports = names.map((subpath, at) => `import * as e${at} from '@loggia/seller${subpath.slice(1)}'`)
  const uses = `import { createSeller, createMemoryStore } from '@loggia/seller'
import type { Purchase } from '@loggia/seller'
const open = ({ purchase }: { purchase: Purchase }) => ({ frontEndUrl: String(purchase.quantity) })
export const seller = createSeller({ accessKey: 'k', store: createMemoryStore(), saas: { open } })
// @ts-expect-error Whatever finds no types takes a number for a key.
createSeller({ accessKey: 1, store: createMemoryStore(), saas: { open } })
`
  const all = `export const all = [${names.map((_, at) => `e${at}`).join(', ')}]`
  writeFileSync(join(place, 'consumer.ts'), `${imports.join('\n')}\n${uses}${all}\n`)
  const options = { moduleResolution, module, target: 'es2022', lib: ['es2022'], strict: true, noEmit: true }
  const types = { types: ['node'], typeRoots: [join(projectRoot, 'node_modules', '@types')] }
  const compilerOptions = { ...options, ...types, skipLibCheck: false, ignoreDeprecations: '6.0' }
  writeFileSync(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))

  const tsc = compilers[moduleResolution] ?? '@typescript/native/bin/tsc'
  expect(() => run(process.execPath, [join(projectRoot, 'node_modules', tsc), '-p', place])).not.toThrow()
})

test('the README’s tests pass', () => {
  const printed = run(process.execPath, ['--test', 'seller.test.ts'])

  expect(printed).toMatch(/fail 0/)
})

test('the adapters are entered without their frameworks being there', () => {
  const names = ['express', 'fastify', 'koa', 'hono', 'next', 'nest']
  const imports = names.map((name) => `await import('@loggia/seller/${name}')`)

  expect(
    run(process.execPath, ['--input-type=module', '-e', `${imports.join('\n')}\nconsole.log('all')`]),
  ).toBe('all\n')
})

/** The Node that runs this, and the one installed on the machine, if it differs. */
function nodes() {
  const places = (process.env.PATH ?? '').split(delimiter).map((place) => join(place, 'node'))
  const found = new Map([[process.version, process.execPath]])
  for (const path of places) {
    const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
    const version = status === 0 ? stdout.trim() : ''
    if (Number(/^v(\d+)/.exec(version)?.[1]) >= 20 && !found.has(version)) found.set(version, path)
  }
  return [...found]
}

test.each(nodes())('a seller in plain JavaScript answers signed requests under %s', (version, path) => {
  const { runtime, passed } = JSON.parse(run(path, ['plain.mjs']))

  expect(runtime).toBe(`Node ${version.slice(1)}`)
  expect(passed).toBeGreaterThanOrEqual(32)
})

test.each(nodes())(
  'a seller of the package passes every check of its protocols under %s',
  async (version, path) => {
    const runtime = { path, args: [], version: `Node ${version.slice(1)}` }

    const { passed, others } = await tryApplication(runtime, { folder, application: 'node' })

    expect(others).toEqual([])
    expect(passed).toBeGreaterThan(400)
  },
)

test('every name that the package exports has a comment that says what it is', () => {
  const entries = Object.values(manifestOf().exports).flatMap(({ types }) =>
    types ? [installed(types)] : [],
  )
  const options = { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext }
  const program = ts.createProgram(entries, {
    ...options,
    target: ts.ScriptTarget.ES2022,
    noLib: true,
    types: [],
  })
  const checker = program.getTypeChecker()
  const named = entries.flatMap((path) =>
    checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(path))).map((symbol) => ({
      name: `${path.slice(installed().length)}: ${symbol.name}`,
      comment: commentOf(checker, symbol),
    })),
  )

  expect(named.length).toBeGreaterThan(50)
  expect(named.filter(({ comment }) => comment === '').map(({ name }) => name)).toEqual([])
})

function commentOf(checker, symbol) {
  const meant = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  return ts.displayPartsToString(meant.getDocumentationComment(checker)).trim()
}
