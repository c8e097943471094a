import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { projectRoot } from './progress.mjs'
import { findRuntime } from './runtime.mjs'

describe.skipIf(process.platform === 'win32')('the Node that commands are handed to', () => {
  let machine
  let root
  const { execPath } = process
  beforeEach(() => {
    machine = realpathSync(mkdtempSync(join(tmpdir(), 'loggia-runtime-')))
    root = join(machine, 'loggia')
    mkdirSync(root)
    vi.stubEnv('npm_node_execpath', undefined)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    process.execPath = execPath
    rmSync(machine, { recursive: true, force: true })
  })

  /** A fake Node that only reports its version. */
  function fakeNode(path, version, typescript = 'strip') {
    const file = join(machine, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `#!/bin/sh\necho '${JSON.stringify({ path: file, version, typescript })}'\n`)
    chmodSync(file, 0o755)
    return file
  }
  /** A script started by npm with the Node among the dependencies, whose folder is first on the path. */
  function startedByNpm({ brought = '24.21.0', own } = {}) {
    const real = fakeNode('loggia/node_modules/node-this/bin/node', brought)
    const link = join(root, 'node_modules/.bin/node')
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(real, link)
    const ownPath = own && fakeNode('usr/bin/node', own)
    process.execPath = real
    vi.stubEnv('PATH', [dirname(link), join(machine, 'usr/bin')].join(delimiter))
    return { link, ownPath }
  }

  test('the machine’s own is taken when it is new enough, although npm puts the brought one before it', () => {
    const { ownPath } = startedByNpm({ own: '26.1.0' })

    expect(findRuntime(root)).toBe(ownPath)
  })

  test.each(['20.20.2', '22.23.3'])('the brought one is taken where the machine has Node %s', (own) => {
    const { link } = startedByNpm({ own })

    expect(findRuntime(root)).toBe(link)
  })

  test('the brought one is taken where the machine has none, or one that runs no TypeScript or does not answer', () => {
    const { link } = startedByNpm()
    expect(findRuntime(root)).toBe(link)

    fakeNode('usr/bin/node', '24.21.0', false)
    expect(findRuntime(root)).toBe(link)

    writeFileSync(join(machine, 'usr/bin/node'), '#!/bin/sh\necho command not found\nexit 127\n')
    expect(findRuntime(root)).toBe(link)
  })

  test('the Node that started npm is taken before another one on the path', () => {
    startedByNpm({ own: '20.20.2' })
    const chosen = fakeNode('opt/node', '24.22.0')
    vi.stubEnv('npm_node_execpath', chosen)

    expect(findRuntime(root)).toBe(chosen)
  })

  test('without any that runs it says what to install', () => {
    const { link } = startedByNpm({ own: '20.20.2' })
    rmSync(link)

    expect(() => findRuntime(root)).toThrow('install Node 24')
  })
})

test('no platform is brought an older Node than another one of its line, and the lock file holds the same', () => {
  const read = (name) => JSON.parse(readFileSync(join(projectRoot, name), 'utf8'))
  const brought = Object.entries(read('package.json').optionalDependencies)
  const { packages } = read('package-lock.json')

  const lines = Map.groupBy(brought, ([, version]) => version.split('.')[0])
  for (const [line, pinned] of lines) {
    expect(Number(line)).toBeGreaterThanOrEqual(24)
    const releases = new Set(pinned.map(([, version]) => version.split('.').slice(0, 2).join('.')))
    expect([...releases], pinned.join(' ')).toHaveLength(1)
  }
  for (const [name, version] of brought)
    expect(packages[`node_modules/${name}`]).toMatchObject({
      version,
      integrity: expect.stringMatching(/^sha512-/),
    })
})
