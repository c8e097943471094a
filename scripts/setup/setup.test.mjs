import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ensureDependencies } from './dependencies.mjs'
import { hashOfSources, recallHash } from './hash-of-sources.mjs'
import { onlyOne } from './only-one.mjs'
import { bundledFrom, ensureServerBundle } from './server-bundle.mjs'
import { ensureWebPages, viteSteps } from './web-pages.mjs'

let root
const at = (path) => join(root, path)
const read = (path) => readFileSync(at(path), 'utf8')

function plant(path, content) {
  mkdirSync(dirname(at(path)), { recursive: true })
  writeFileSync(at(path), typeof content === 'string' ? content : JSON.stringify(content))
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loggia-setup-'))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  rmSync(root, { recursive: true, force: true })
})

const zod = { version: '4.0.0', integrity: 'sha512-a' }

/** A fake npm that records how it was called, and fails if told to. */
function fakeNpm(exitCode = 0) {
  const body = `const fs = require('node:fs')
fs.mkdirSync('node_modules', { recursive: true })
fs.appendFileSync('calls', process.argv.slice(2).join(' ') + '\\n')
console.error('npm says why')
process.exit(${exitCode})`
  plant('npm-cli.js', body)
  plant('package.json', { type: 'commonjs' })
  vi.stubEnv('npm_execpath', at('npm-cli.js'))
  vi.stubEnv('npm_node_execpath', process.execPath)
}

const calls = () => (existsSync(at('calls')) ? read('calls').trim().split('\n').length : 0)

test('dependencies are installed once for each state of the lock file', async () => {
  fakeNpm()
  plant('package-lock.json', { packages: { '': {}, 'node_modules/zod': zod } })

  await ensureDependencies(root)
  await ensureDependencies(root)
  expect(calls()).toBe(1)

  plant('package-lock.json', { packages: { '': {}, 'node_modules/zod': { ...zod, version: '4.0.1' } } })
  await ensureDependencies(root)
  expect(calls()).toBe(2)
})

test('two commands started at once install once', async () => {
  fakeNpm()
  plant('package-lock.json', { packages: { '': {}, 'node_modules/zod': zod } })

  await Promise.all([ensureDependencies(root), ensureDependencies(root)])

  expect(calls()).toBe(1)
})

test('what npm was made to install by hand is not installed again', async () => {
  fakeNpm()
  const absent = { version: '1.0.0', optional: true }
  plant('package-lock.json', {
    packages: { '': {}, 'node_modules/zod': zod, 'node_modules/other-os': absent },
  })
  plant('node_modules/.package-lock.json', { packages: { 'node_modules/zod': zod } })

  await ensureDependencies(root)

  expect(calls()).toBe(0)
})

test.each([
  ['another version', { 'node_modules/zod': { ...zod, version: '3.0.0' } }],
  ['other bytes', { 'node_modules/zod': { ...zod, integrity: 'sha512-b' } }],
  ['a package too few', {}],
  ['a package too many', { 'node_modules/zod': zod, 'node_modules/left': zod }],
])('with %s in node_modules they are installed', async (_name, packages) => {
  fakeNpm()
  plant('package-lock.json', { packages: { '': {}, 'node_modules/zod': zod } })
  plant('node_modules/.package-lock.json', { packages })

  await ensureDependencies(root)

  expect(calls()).toBe(1)
})

test('an installation that fails says why, and is tried again next time', async () => {
  fakeNpm(1)
  plant('package-lock.json', { packages: { '': {}, 'node_modules/zod': zod } })

  await expect(ensureDependencies(root)).rejects.toThrow('npm says why')
  await expect(ensureDependencies(root)).rejects.toThrow('npm says why')

  expect(calls()).toBe(2)
})

test('a lock whose holder is gone is taken over', async () => {
  const gone = spawn(process.execPath, ['--version'])
  await new Promise((resolve) => gone.once('exit', resolve))
  plant('.cache/setup.lock', String(gone.pid))

  await expect(onlyOne(root, () => 'done')).resolves.toBe('done')

  expect(existsSync(at('.cache/setup.lock'))).toBe(false)
})

test('the steps of the web build are read from the script of the console', () => {
  expect(viteSteps('vite build && vite build --ssr x.tsx')).toEqual([['build'], ['build', '--ssr', 'x.tsx']])
  expect(() => viteSteps('tsc && vite build')).toThrow('must be "vite')
  expect(() => viteSteps(undefined)).toThrow('must be "vite')
})

function fakeConsole() {
  plant('package-lock.json', '{}')
  plant('apps/console/package.json', {
    type: 'commonjs',
    scripts: { build: 'vite build && vite build --ssr a' },
  })
  plant('apps/console/node_modules/vite/package.json', { name: 'vite', type: 'commonjs' })
  plant(
    'apps/console/node_modules/vite/bin/vite.js',
    `require('node:fs').mkdirSync('dist', { recursive: true })
require('node:fs').appendFileSync('../../calls', process.argv.slice(2).join(' ') + '\\n')`,
  )
  for (const name of ['ui', 'client', 'kernel', 'protocol']) plant(`packages/${name}/src/index.ts`, '')
}

test('web pages are built when a source of theirs has changed, and only then', async () => {
  fakeConsole()

  await ensureWebPages(process.execPath, root)
  await ensureWebPages(process.execPath, root)
  plant('packages/ui/src/index.test.ts', 'a test is no part of a page')
  await ensureWebPages(process.execPath, root)
  expect(read('calls')).toBe('build\nbuild --ssr a\n')

  plant('packages/ui/src/index.ts', 'export const a = 1')
  await ensureWebPages(process.execPath, root)
  expect(calls()).toBe(4)
})

/** Bundles into one file, and counts how often. */
function fakeBundler() {
  for (const folder of bundledFrom) plant(`${folder}/index.ts`, '')
  const made = []
  const make = async (_runtime, folder) => {
    made.push(folder)
    mkdirSync(folder)
    writeFileSync(join(folder, 'server.mjs'), '')
  }
  return { made, ensure: (bundler = make) => ensureServerBundle(process.execPath, root, bundler) }
}

test('the server is bundled when its code has changed, and only then', async () => {
  const { made, ensure } = fakeBundler()

  const first = await ensure()
  expect(readdirSync(first)).toEqual(['server.mjs'])
  plant('packages/kernel/src/index.test.ts', 'a test is no part of the server')
  plant('packages/marketplace/src/migrations/0001-first.sql', 'is read in place')
  expect(await ensure()).toBe(first)
  expect(made).toHaveLength(1)

  plant('packages/kernel/src/index.ts', 'export const a = 1')
  const second = await ensure()
  expect(second).not.toBe(first)
  expect(made).toHaveLength(2)
  // A server may be running from it.
  expect(existsSync(join(first, 'server.mjs'))).toBe(true)
})

test('what is saved while the server is bundled is bundled again', async () => {
  const { made, ensure } = fakeBundler()
  const bundleOnce = async (_runtime, folder) => {
    mkdirSync(folder)
    writeFileSync(join(folder, 'server.mjs'), read('packages/kernel/src/index.ts'))
    made.push(folder)
    if (made.length === 1) plant('packages/kernel/src/index.ts', 'saved meanwhile')
  }

  const folder = await ensure(bundleOnce)

  expect(made).toHaveLength(2)
  expect(readFileSync(join(folder, 'server.mjs'), 'utf8')).toBe('saved meanwhile')
  expect(readdirSync(dirname(folder)).filter((name) => name.startsWith('server-'))).toEqual([
    basename(folder),
  ])
})

test('a bundle that nobody used for long is deleted when another is made', async () => {
  const { ensure } = fakeBundler()
  const old = await ensure()
  plant('packages/kernel/src/index.ts', 'used')
  const used = await ensure()
  const longAgo = new Date(Date.now() - 8 * 24 * 60 * 60_000)
  for (const folder of [old, used]) utimesSync(folder, longAgo, longAgo)

  await ensure()
  plant('packages/kernel/src/index.ts', 'new')
  await ensure()

  expect(existsSync(old)).toBe(false)
  expect(existsSync(used)).toBe(true)
})

test('a bundle that fails is tried again, and where none may be written there is none', async () => {
  const { made, ensure } = fakeBundler()
  const fail = (error) => async (_runtime, folder) => {
    mkdirSync(folder)
    throw error
  }

  await expect(ensure(fail(new Error('a fault in the sources')))).rejects.toThrow('a fault in the sources')
  expect(await ensure(fail(Object.assign(new Error('read only'), { code: 'EROFS' })))).toBeUndefined()
  await ensure()

  expect(made).toHaveLength(1)
})

test('files are not read again while their dates stay, and changed ones are', () => {
  plant('a/one.ts', 'one')
  const date = new Date(Date.now() - 60_000)
  const recall = (nowMs = Date.now() + 10_000) => recallHash(root, 'a', { folders: ['a'], files: [] }, nowMs)
  const record = () => read('node_modules/.cache/loggia/sources-of-a.json')
  const hash = recall()
  const before = record()
  expect(recall()).toBe(hash)
  expect(record()).toBe(before)

  plant('a/one.ts', 'two')
  utimesSync(at('a/one.ts'), date, date)
  expect(recall()).toBe(hashOfSources(root, ['a'], []))
  expect(recall()).not.toBe(hash)

  // It may change once more at the same time, so that nothing is remembered.
  plant('a/one.ts', 'six')
  const kept = record()
  expect(recall(Date.now())).toBe(hashOfSources(root, ['a'], []))
  expect(record()).toBe(kept)
})

/** Runs `handOver` in its own process; the command counts signals until the first has settled. */
function startHandOver() {
  plant(
    'counter.mjs',
    `let n = 0
setInterval(() => {}, 1000)
process.on('SIGTERM', () => {
  n += 1
  if (n === 1) setTimeout(() => { console.log('signals ' + n); process.exit(7) }, 150)
})
console.log('ready')`,
  )
  const hand = JSON.stringify(new URL('./hand-over.mjs', import.meta.url).href)
  const options = {
    runtime: process.execPath,
    script: at('counter.mjs'),
    args: [],
    cwd: root,
    ownGroup: true,
  }
  plant(
    'driver.mjs',
    `import { handOver } from ${hand}
process.exit(await handOver(${JSON.stringify(options)}))`,
  )
  return spawn(process.execPath, [at('driver.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] })
}

test.skipIf(process.platform === 'win32')(
  'a signal that comes twice at once reaches a server once',
  async () => {
    const driver = startHandOver()
    let printed = ''
    driver.stdout.on('data', (chunk) => {
      printed += chunk
      if (String(chunk).includes('ready')) {
        driver.kill('SIGTERM')
        setTimeout(() => driver.kill('SIGTERM'), 30)
      }
    })

    const code = await new Promise((resolve) => driver.once('close', resolve))

    expect(printed).toBe('ready\nsignals 1\n')
    expect(code).toBe(7)
  },
)
