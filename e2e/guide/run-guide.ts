import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTemporaryFolder } from '../harness/folders.ts'
import { findFreePort, repository } from '../harness/server.ts'
import { readBlocks } from './blocks.ts'

const limitMs = 240_000

/** The guides of these names in one language. */
export const readGuides = (names: readonly string[], language: 'en-US' | 'zh-CN'): string[] =>
  names.map((name) =>
    readFileSync(
      join(repository, 'docs/guides', `${name}${language === 'zh-CN' ? '.zh-CN' : ''}.md`),
      'utf8',
    ),
  )

/** What a shell that ran guides said; `all` is for a failure, with what a server of the guide wrote to its log. */
export type GuideRun = {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  readonly log: string
  readonly all: string
}

/**
 * Saves the files of guides into an empty folder and types their commands into one shell, which ends at the first that
 * fails. `LOGGIA` is the marketplace, `CLONE` this repository, `PORT` a free one for a server of the reader's own.
 */
export async function runGuides(
  texts: readonly string[],
  marketUrl: string,
  more: Readonly<Record<string, string>> = {},
): Promise<GuideRun> {
  const cwd = createTemporaryFolder('guide')
  const lines: string[] = []
  for (const block of texts.flatMap(readBlocks))
    if (block.kind === 'save') writeFileSync(join(cwd, block.file), block.content)
    else lines.push(...block.lines)
  const PORT = String(await findFreePort())
  const env = { ...process.env, LOGGIA: marketUrl, CLONE: repository, PORT, ...more }
  const { status, stdout, stderr } = spawnSync('sh', ['-eu'], {
    cwd,
    env,
    input: lines.join('\n'),
    encoding: 'utf8',
    timeout: limitMs,
  })
  const written = join(cwd, 'seller.log')
  const log = existsSync(written) ? readFileSync(written, 'utf8') : ''
  return { status, stdout, stderr, log, all: `${stdout}\n${stderr}\n${log}` }
}
