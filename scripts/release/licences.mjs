// The licences of packages that are bundled into the pages, and so do not come with packages of their own.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectRoot } from '../setup/progress.mjs'

const line = '-'.repeat(80)
const manifestIn = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/** The licences of all dependencies of these workspaces, in one text. Throws if one of them states none. */
export function licencesOf(workspaces) {
  const found = new Map()
  for (const workspace of workspaces) addNeeded(join(projectRoot, workspace), found)
  // A package that is installed in two places is listed once.
  const titled = new Map([...found.values()].map((entry) => [entry.title, entry]))
  const entries = [...titled.values()].toSorted((a, b) => (a.title < b.title ? -1 : 1))
  return [
    'The web pages in this package hold code and fonts of these packages, each under its own licence.\n',
    ...entries.map(({ title, text }) => `${line}\n${title}\n${line}\n\n${text}\n`),
  ].join('\n')
}

function addNeeded(folder, found) {
  for (const name of Object.keys(manifestIn(folder).dependencies ?? {})) {
    const place = name.startsWith('@loggia/') ? undefined : placeOf(name, folder)
    if (place === undefined || found.has(place)) continue
    found.set(place, licenceOf(place))
    addNeeded(place, found)
  }
}

/** Where Node would find the package from there. */
function placeOf(name, from) {
  const place = join(from, 'node_modules', name)
  if (existsSync(join(place, 'package.json'))) return place
  if (from === projectRoot) throw new Error(`${name} is not installed.`)
  return placeOf(name, dirname(from))
}

function licenceOf(place) {
  const { name, version, license, author } = manifestIn(place)
  const file = readdirSync(place).find((one) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(one))
  if (!file && typeof license !== 'string') throw new Error(`${name} states no licence.`)
  const by = typeof author === 'string' ? author : author?.name
  const text = file ? readFileSync(join(place, file), 'utf8').trim() : `By ${by ?? 'its authors'}.`
  return { title: `${name} ${version} (${license ?? file})`, text: text.replaceAll('\r\n', '\n') }
}
