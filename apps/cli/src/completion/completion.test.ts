import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runLine } from '../line-in-test.ts'

const shells = ['bash', 'zsh', 'fish'] as const
const isHere = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0

let folder: string
const scripts = new Map<string, string>()
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-completion-'))
  for (const shell of shells) {
    const { out } = await runLine(folder, ['completion', shell])
    scripts.set(shell, out)
    writeFileSync(join(folder, shell), out)
  }
  writeFileSync(join(folder, 'body one.json'), '{}')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(shells)('in %s', (shell) => {
  test('every command, every option and every choice is completed', () => {
    const script = scripts.get(shell) ?? ''
    const long = shell === 'fish' ? '-l ' : '--'

    for (const word of ['call', 'check', 'sign', 'verify', 'seal', 'open', 'vectors', 'export', 'version'])
      expect(script).toMatch(new RegExp(`\\b${word}\\b`))
    for (const word of ['saas-v2', 'order-notification', 'newInstance', 'expireInstance', '128', 'zsh'])
      expect(script).toContain(word)
    for (const word of ['key-file', 'json', 'protocol', 'activity', 'as-is', 'auth-token', 'help'])
      expect(script).toContain(`${long}${word}`)
  })

  test('the shell itself can read it', ({ skip }) => {
    if (!isHere(shell)) return skip(`${shell} is not here`)

    const { status, stderr } = spawnSync(shell, ['-n', join(folder, shell)], { encoding: 'utf8' })

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })
})

/** The completions that bash offers for the last word of a command line. */
function offered(line: string): string[] {
  const program = `
    source ./bash
    COMP_WORDS=(${line
      .split(' ')
      .map((word) => `'${word}'`)
      .join(' ')})
    COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
    _loggia
    printf '%s\\n' "\${COMPREPLY[@]}"`
  const out = execFileSync('bash', ['-c', program], { cwd: folder, encoding: 'utf8' })
  return out.split('\n').filter((word) => word !== '')
}

describe.skipIf(!isHere('bash'))('bash offers', () => {
  test.each([
    ['commands', 'loggia ve', ['verify', 'vectors', 'version']],
    ['the schemes of sign', 'loggia sign o', ['order-notification']],
    ['options of the command alone', 'loggia sign saas-v2 --no', ['--nonce']],
    ['what an option may be', 'loggia call http://x -p saas', ['saas-v2', 'saas-v1']],
    ['what an argument may be', 'loggia completion f', ['fish']],
    ['files where a file is meant', 'loggia sign saas-v2 --body bo', ['body one.json']],
    ['nothing where nobody can guess', 'loggia sign saas-v2 --nonce ', []],
    ['options of a scheme, whatever stands between', 'loggia verify saas-v1 -k x --win', ['--window']],
  ])('%s', (_, line, words) => {
    expect(offered(line).toSorted()).toEqual(words.toSorted())
  })
})

test('a shell that nobody knows is refused', async () => {
  expect((await runLine(folder, ['completion', 'tcsh'])).code).toBe(2)
})
