import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-link-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const loggiaWith = (npm, ...words) => {
  const { npm_lifecycle_event: _, INIT_CWD: __, ...rest } = process.env
  const env = { ...rest, ...npm }
  return new Promise((resolve) => {
    execFile(process.execPath, [join(folder, 'loggia'), ...words], { cwd: folder, env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : error.code, out, err }),
    )
  })
}
const loggia = (...words) => loggiaWith({}, ...words)

test.skipIf(process.platform === 'win32')(
  'a link to the command line runs it where the person stands, with its exit codes',
  async () => {
    symlinkSync(join(import.meta.dirname, 'loggia.mjs'), join(folder, 'loggia'))
    writeFileSync(join(folder, 'reply.json'), '{"resultCode":"000000","resultMsg":"success."}')
    const key = ['--key', '01234567-89ab-cdef-0123-456789abcdef']

    const signed = await loggia('sign', 'body-sign', ...key, '--body', 'reply.json')
    const refused = await loggia('verify', 'body-sign', ...key, '--body', 'reply.json', '--header', 'x')
    const absent = await loggia('sign', 'body-sign', ...key, '--body', 'absent.json')

    expect(signed.code).toBe(0)
    expect(signed.out).toContain('signature="1jSagaMcm/LLOyrebNqh4qq2bgS6pZfSKGUZKta/8Ss="')
    expect(refused.code).toBe(1)
    expect(absent).toMatchObject({ code: 2, out: '' })
  },
)

test.skipIf(process.platform === 'win32')(
  'in an npm script of a seller paths are meant from where npm runs that script, not from where npm was called',
  async () => {
    symlinkSync(join(import.meta.dirname, 'loggia.mjs'), join(folder, 'loggia'))
    writeFileSync(join(folder, 'reply.json'), '{"resultCode":"000000"}')
    const npm = { npm_lifecycle_event: 'conformance', INIT_CWD: tmpdir() }

    const signed = await loggiaWith(npm, 'sign', 'body-sign', '--key', 'k', '--body', 'reply.json')

    expect(signed.code).toBe(0)
  },
)

test.skipIf(process.platform === 'win32')('who reads no further gets no error', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'loggia.mjs'), '--help'])
  child.stdout.destroy()
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))

  const code = await new Promise((resolve) => child.once('close', resolve))

  expect({ code, said }).toEqual({ code: 0, said: '' })
})
