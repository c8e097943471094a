// Stack traces of a bundle name the lines of its sources, like those of `--enable-source-maps`; but its maps are read
// when the first trace is, not at each start, where that takes a third of a second.
import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** `at name (file:///…/server.mjs:1:234)`, or without a name and parentheses. */
const place = /\(?(file:[^\s()]+\.mjs):(\d+):(\d+)\)?$/

/**
 * Makes the stack traces of errors in files below `folder` name their sources. A frame without a source, or in a file
 * without a map, stays as it is.
 */
export function mapStackTraces(folder) {
  const below = `${pathToFileURL(folder).href}/`
  const maps = new Map()
  const mapOf = (url) => {
    if (!maps.has(url)) maps.set(url, readMap(url))
    return maps.get(url)
  }
  Error.prepareStackTrace = (error, frames) => {
    const lines = frames.map((frame) => `    at ${toSource(toText(frame), below, mapOf)}`)
    return [describe(error), ...lines].join('\n')
  }
}

/** As a stack trace shows it. */
const toText = (/** @type {{ toString(): string }} */ frame) => frame.toString()

function describe(error) {
  try {
    return String(error)
  } catch {
    return 'Error'
  }
}

function readMap(url) {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${fileURLToPath(url)}.map`, 'utf8')))
  } catch {
    return undefined
  }
}

function toSource(frame, below, mapOf) {
  return frame.replace(place, (whole, url, line, column) => {
    const map = url.startsWith(below) ? mapOf(url) : undefined
    const { fileName, lineNumber, columnNumber } = map?.findOrigin(Number(line), Number(column)) ?? {}
    if (fileName === undefined) return whole
    const source = pathToFileURL(join(dirname(fileURLToPath(url)), fileName)).href
    const found = `${source}:${lineNumber}:${columnNumber}`
    return whole.startsWith('(') ? `(${found})` : found
  })
}
