import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findJava, findPython } from '../languages.ts'
import { runVectors } from './run-vectors.ts'

const vectors = join(import.meta.dirname, '../../../../packages/protocol/vectors')

const programs = [
  {
    name: 'Python',
    program: findPython(),
    source: 'check.py',
    reason: 'no Python 3.9 or newer with SQLite is here',
  },
  { name: 'Java', program: findJava(), source: 'Check.java', reason: 'no Java 17 or newer is here' },
]

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-vectors-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const check = (program: string, source: string): Promise<{ code: number; out: string }> =>
  new Promise((resolve) => {
    execFile(program, [join(vectors, source), folder], { encoding: 'utf8' }, (error, out) =>
      resolve({ code: error === null ? 0 : Number(error.code), out: out.replaceAll('\r\n', '\n') }),
    )
  })

describe.each(programs)(
  'a program in $name, which shares nothing with ours',
  ({ program, source, reason }) => {
    test('agrees with ours on every vector, and finds the one that is altered', async ({ skip }) => {
      if (program === undefined) return skip(reason)
      for (const name of readdirSync(vectors)) cpSync(join(vectors, name), join(folder, name))
      const ours = await runVectors()

      const whole = await check(program, source)
      const altered = join(folder, 'body-sign.json')
      writeFileSync(altered, readFileSync(altered, 'utf8').replace('success.', 'Success.'))
      const broken = await check(program, source)

      expect(whole).toEqual({ code: 0, out: `${ours.length} passed, 0 failed\n` })
      expect(broken.code).toBe(1)
      expect(broken.out).toMatch(/^FAIL +body-sign +V2-B1\n\d+ passed, 1 failed\n$/)
    })
  },
)
