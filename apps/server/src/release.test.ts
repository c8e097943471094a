import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createReleaseReader } from './release.ts'

const archive = 'loggia-seller-1.0.0.tgz'
const sum = createHash('sha256').update('bytes').digest('hex')

let root: string
let troubles: string[]
let nowMs = 0
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loggia-root-'))
  troubles = []
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const read = () =>
  createReleaseReader({
    node: process.execPath,
    root,
    env: { PATH: process.env.PATH },
    stopwatch: {
      source: 'monotonic',
      start: () => {
        const from = nowMs
        return () => nowMs - from
      },
    },
    onTrouble: (sentence, error) => troubles.push(`${sentence}: ${(error as Error).message}`),
  })

function keepRelease(content = 'bytes'): void {
  const folder = join(root, 'dist', 'release')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, archive), content)
  writeFileSync(join(folder, 'SHA256SUMS'), `${sum}  ${archive}\n`)
}

function keepScript(code: string): void {
  mkdirSync(join(root, 'scripts', 'release'), { recursive: true })
  writeFileSync(join(root, 'scripts', 'release', 'main.mjs'), `import * as fs from 'node:fs'\n${code}\n`)
}

test('where there are no sources, what was made before is handed out, or nothing', async () => {
  expect(await read()()).toBeUndefined()
  keepRelease()

  expect((await read()())?.files.get(archive)?.content.toString()).toBe('bytes')
  expect(troubles).toEqual([])
})

test('a server that runs from sources has the release made at the first ask, and once for all who ask', async () => {
  keepScript(`
    fs.appendFileSync('asked', process.argv.slice(2).join() + ';')
    fs.mkdirSync('dist/release', { recursive: true })
    fs.writeFileSync('dist/release/${archive}', 'bytes')
    fs.writeFileSync('dist/release/SHA256SUMS', '${sum}  ${archive}\\n')`)
  const ask = read()
  expect(existsSync(join(root, 'asked'))).toBe(false)

  const [one, other] = await Promise.all([ask(), ask()])

  expect(one?.version).toBe('1.0.0')
  expect(other).toBe(one)
  expect(readFileSync(join(root, 'asked'), 'utf8')).toBe('--unless-made;')
  expect(troubles).toEqual([])
})

test('where it cannot be made, the reason is logged and what was made before is handed out', async () => {
  keepRelease()
  keepScript(`console.error('no compiler here')\nprocess.exit(1)`)

  expect((await read()())?.version).toBe('1.0.0')
  expect(troubles).toEqual([
    'the kit for sellers could not be built; an earlier build is offered instead: no compiler here',
  ])
})

test('what could not be made is tried again ten minutes later, once for all who ask, and told again', async () => {
  keepScript(`fs.appendFileSync('asked', '.')\nconsole.error('no compiler here')\nprocess.exit(1)`)
  const asked = () => readFileSync(join(root, 'asked'), 'utf8')
  const ask = read()
  await Promise.all([ask(), ask()])
  nowMs += 599_999
  await ask()
  expect(asked()).toBe('.')

  nowMs += 1
  await Promise.all([ask(), ask(), ask()])

  expect(asked()).toBe('..')
  expect(troubles).toHaveLength(2)
  keepRelease()
  keepScript('')
  nowMs += 600_000
  expect((await ask())?.version).toBe('1.0.0')
  nowMs += 6_000_000
  keepScript('process.exit(1)')
  expect((await ask())?.version).toBe('1.0.0')
  expect(troubles).toHaveLength(2)
})

test('an archive that is not what its sum says is not handed out', async () => {
  keepRelease('other bytes')

  expect(await read()()).toBeUndefined()
  expect(troubles).toEqual([
    expect.stringMatching(/^the kit for sellers cannot be read: .* is not what SHA256SUMS says/),
  ])
})
