import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { afterEach, beforeEach, expect, test } from 'vitest'

let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-traces-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const source = `const wanted: number = 1

export function fail(): never {
  throw new RangeError(\`not \${wanted}\`)
}
try {
  fail()
} catch (error) {
  console.log((error as Error).stack)
}
console.log({ stack: new Error('without a map').stack?.split('\\n').length })
`

/** Bundles like `bundle.mjs`, and returns what the bundle prints. */
async function runBundled({ sourcemap }) {
  writeFileSync(join(folder, 'source.ts'), source)
  const mapping = pathToFileURL(join(import.meta.dirname, 'stack-traces.mjs')).href
  const bundle = await rolldown({ input: join(folder, 'source.ts'), platform: 'node' })
  await bundle.write({
    file: join(folder, 'bundle.mjs'),
    format: 'esm',
    sourcemap,
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    banner: `import { mapStackTraces } from '${mapping}';mapStackTraces(import.meta.dirname);`,
  })
  await bundle.close()
  return spawnSync(process.execPath, [join(folder, 'bundle.mjs')], { encoding: 'utf8' }).stdout
}

test('a stack trace of a bundle names the lines of its sources', async () => {
  const printed = await runBundled({ sourcemap: true })

  const url = pathToFileURL(join(folder, 'source.ts')).href
  expect(printed).toContain(`RangeError: not 1\n    at fail (${url}:4:`)
  expect(printed).toContain(`\n    at ${url}:7:`)
  expect(printed).toContain(' (node:internal/')
})

test('without a map a stack trace stays as it is', async () => {
  const printed = await runBundled({ sourcemap: false })

  expect(printed).toContain('RangeError: not 1\n    at fail (')
  expect(printed).toContain('bundle.mjs:1:')
})
