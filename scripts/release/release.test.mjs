import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { unpackInto } from '../seller/pack.mjs'
import { projectRoot } from '../setup/progress.mjs'
import { ensureWebPages } from '../setup/web-pages.mjs'
import { packFolder } from './archive.mjs'
import { sectionOf } from './changelog.mjs'
import { isMade, makeRelease } from './make.mjs'

let folder
let names
const { version } = JSON.parse(readFileSync(join(projectRoot, 'packages/seller/package.json'), 'utf8'))
const first = () => join(folder, 'first')
const archive = () => join(first(), `loggia-cli-${version}.tgz`)
const sums = (place) => readFileSync(join(place, 'SHA256SUMS'), 'utf8')

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-release-'))
  await ensureWebPages(process.execPath)
  names = await makeRelease(first())
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a release holds the two archives, what is to be read with them, and the sums of all', () => {
  expect(names).toEqual([
    'CHANGELOG.md',
    'integrate-in-ten-minutes.md',
    'integrate-in-ten-minutes.zh-CN.md',
    `loggia-cli-${version}.tgz`,
    'loggia-cli.md',
    `loggia-seller-${version}.tgz`,
    'loggia-seller.md',
    'test-with-the-emulator.md',
    'test-with-the-emulator.zh-CN.md',
    'SHA256SUMS',
  ])
  expect(sums(first()).trim().split('\n')).toHaveLength(names.length - 1)
  expect(isMade(first())).toBe(true)
})

test('its sums are those of its files', () => {
  for (const line of sums(first()).trim().split('\n')) {
    const [sum, name] = line.split('  ')
    const bytes = readFileSync(join(first(), name))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sum)
  }
})

test('made again, it has the same sums', async () => {
  const second = join(folder, 'second')
  await makeRelease(second)

  expect(sums(second)).toBe(sums(first()))
})

test('a making that fails leaves the release that was there, and nothing beside it', async () => {
  const kept = join(folder, 'kept')
  mkdirSync(kept)
  writeFileSync(join(kept, 'SHA256SUMS'), 'sums')
  vi.resetModules()
  vi.doMock('./command-line.mjs', () => ({
    buildCommandLine: () => {
      throw new Error('no pages')
    },
  }))
  const { makeRelease: makeInVain } = await import('./make.mjs')
  vi.doUnmock('./command-line.mjs')

  await expect(makeInVain(kept)).rejects.toThrow('no pages')

  expect(sums(kept)).toBe('sums')
  expect(readdirSync(folder).filter((name) => name.startsWith('kept'))).toEqual(['kept'])
})

test('a version that the changelog does not describe is refused', () => {
  const changelog = '# Changes\n\n## Unreleased\n\n- more\n\n## 1.1.0\n\n## 1.0.0 (2026-11-28)\n\n- all\n'

  expect(sectionOf(changelog, '1.0.0')).toBe('- all')
  expect(() => sectionOf(changelog, '1.2.0')).toThrow('CHANGELOG.md has no section "## 1.2.0"')
  expect(() => sectionOf(changelog, '1.1.0')).toThrow('or nothing in it')
})

/** Installs the package as npm would, with the dependencies of this repository. */
function install() {
  const place = join(folder, 'installed')
  unpackInto(place, archive(), '@loggia/cli')
  const root = join(place, 'node_modules', '@loggia', 'cli')
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  for (const name of Object.keys(dependencies)) {
    mkdirSync(join(place, 'node_modules', name, '..'), { recursive: true })
    symlinkSync(join(projectRoot, 'node_modules', name), join(place, 'node_modules', name), 'junction')
  }
  return { place, root, loggia: join(root, 'bin', 'loggia.mjs') }
}

test('the archive of the command line runs where nothing else of the repository is', () => {
  const { place, root, loggia } = install()
  const run = (...words) => spawnSync(process.execPath, [loggia, ...words], { cwd: place, encoding: 'utf8' })

  const files = readdirSync(root, { recursive: true }).map(String)
  expect(files.filter((name) => /\.test\.|\.tsx?$|\.(br|gz)$|stub-edge|loopback/.test(name))).toEqual([])
  expect(readdirSync(root).toSorted()).toEqual(
    ['CHANGELOG.md', 'LICENSE', 'LICENSES-pages.txt', 'NOTICE', 'README.md', 'apps', 'bin']
      .concat('package.json', 'packages')
      .toSorted(),
  )
  // Packages bundled into the pages are not installed, so their licences do not come with them.
  const licences = readFileSync(join(root, 'LICENSES-pages.txt'), 'utf8')
  for (const name of [
    'react',
    '@tanstack/react-query',
    '@tanstack/router-core',
    '@fontsource-variable/inter',
  ])
    expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\S+ \\(`, 'm'))
  expect(licences).toContain('SIL OPEN FONT LICENSE')

  expect(run('version').stdout).toBe(`loggia ${version}\n`)
  expect(run('vectors').stdout).toMatch(/ passed, 0 failed/)
  expect(run('check', '--help').status).toBe(0)
})

test('archives are the same whatever the dates and the order of their files, and long names are kept', () => {
  const long = `${'folder-of-forty-characters-in-its-name/'.repeat(4)}a-file-with-a-name.txt`
  const pack = (name, paths) => {
    const place = join(folder, name)
    for (const path of paths) {
      mkdirSync(join(place, path, '..'), { recursive: true })
      writeFileSync(join(place, path), path)
    }
    return readFileSync(packFolder(place, join(folder, `${name}.tgz`)))
  }
  const paths = ['package.json', 'b.txt', long, 'a.txt']
  const one = pack('one', paths)
  const other = pack('other', paths.toReversed())

  expect(other.equals(one)).toBe(true)
  const listed = execFileSync('tar', ['-tzf', join(folder, 'one.tgz')], { encoding: 'utf8' })
  expect(listed.trim().split('\n')).toEqual(
    ['package.json', 'a.txt', 'b.txt', long].map((path) => `package/${path}`),
  )
})
