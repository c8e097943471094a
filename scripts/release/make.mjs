// A release: the archives of the kit and of the command line, documents to read with them, and checksums of all.
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packBuilt, packSeller } from '../seller/pack.mjs'
import { hashOfSources } from '../setup/hash-of-sources.mjs'
import { projectRoot } from '../setup/progress.mjs'
import { sectionOf } from './changelog.mjs'
import { buildCommandLine } from './command-line.mjs'

const guides = ['integrate-in-ten-minutes', 'test-with-the-emulator'].flatMap((name) => [
  `${name}.md`,
  `${name}.zh-CN.md`,
])
/** Documents, by their name in the release. */
const documents = {
  'CHANGELOG.md': 'CHANGELOG.md',
  'loggia-seller.md': 'packages/seller/README.md',
  'loggia-cli.md': 'docs/reference/command-line.md',
  ...Object.fromEntries(guides.map((name) => [name, `docs/guides/${name}`])),
}

const packages = ['client', 'conformance', 'diagnosis', 'emulator', 'kernel', 'marketplace', 'outbound']
const folders = [...packages, 'protocol', 'seller', 'signing'].map((name) => `packages/${name}`)
const sources = [...folders, 'packages/protocol/vectors', 'apps/cli', 'scripts/release', 'scripts/seller']
const files = [
  'package-lock.json',
  'LICENSE',
  'NOTICE',
  'apps/console/dist/.stamp',
  ...Object.values(documents),
]

const stampOf = (folder) => join(folder, '.stamp')

/** Whether `folder` holds the release of exactly these sources. */
export const isMade = (folder) =>
  existsSync(stampOf(folder)) && readFileSync(stampOf(folder), 'utf8') === hashOfAll()
const hashOfAll = () => hashOfSources(projectRoot, sources, files)

/**
 * Builds the release in `folder`, replacing its content; returns the file names. Throws if the changelog does not
 * describe the version. A build that fails or is interrupted leaves the earlier content.
 */
export async function makeRelease(folder) {
  const versions = ['packages/seller', 'apps/cli'].map(versionIn)
  requireSection(versions)
  const half = `${folder}.half-made`
  empty(half)
  try {
    const names = await fill(half, hashOfAll())
    rmSync(folder, { recursive: true, force: true })
    renameSync(half, folder)
    return names
  } finally {
    rmSync(half, { recursive: true, force: true })
  }
}

function empty(folder) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
}

async function fill(folder, hash) {
  await packSeller(folder)
  packCommandLine(folder)
  for (const [name, path] of Object.entries(documents))
    copyFileSync(join(projectRoot, path), join(folder, name))
  const names = readdirSync(folder).toSorted()
  writeFileSync(join(folder, 'SHA256SUMS'), names.map((name) => sumLine(folder, name)).join(''))
  writeFileSync(stampOf(folder), hash)
  return [...names, 'SHA256SUMS']
}

const versionIn = (folder) =>
  JSON.parse(readFileSync(join(projectRoot, folder, 'package.json'), 'utf8')).version

function requireSection([version, ofCommandLine]) {
  if (version !== ofCommandLine)
    throw new Error(
      `packages/seller is ${version} and apps/cli is ${ofCommandLine}: they are released as one.`,
    )
  sectionOf(readFileSync(join(projectRoot, 'CHANGELOG.md'), 'utf8'), version)
}

function packCommandLine(into) {
  const work = mkdtempSync(join(tmpdir(), 'loggia-command-line-'))
  try {
    packBuilt(buildCommandLine(work), into)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** The format of `sha256sum`, which `sha256sum --check SHA256SUMS` reads. */
const sumLine = (folder, name) =>
  `${createHash('sha256')
    .update(readFileSync(join(folder, name)))
    .digest('hex')}  ${name}\n`
