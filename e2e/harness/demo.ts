import { existsSync } from 'node:fs'
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createTemporaryFolder } from './folders.ts'
import { startDemo } from './server.ts'
import type { ServerProcess } from './server.ts'

const waitMs = 120_000

/** The marketplace as `npm start` runs it for the second time, on a data folder of its own. */
export const startFilledDemo = async (name: string): Promise<ServerProcess> =>
  startDemo(await copyFilledDemo(name))

/**
 * A data folder of its own with the demo in it: filling one takes longer than most of what is tried on it, so that the tests
 * of a run fill one and copy it. Without a place to keep that it is empty, and the first start fills it.
 */
export async function copyFilledDemo(name: string): Promise<string> {
  const folder = createTemporaryFolder(name)
  const kept = process.env.LOGGIA_TEST_DEMO
  if (kept !== undefined) await cp(await filledFolder(kept), folder, { recursive: true })
  return folder
}

/** Whoever asks first fills it; the others wait until it is there. */
async function filledFolder(kept: string): Promise<string> {
  const data = join(kept, 'data')
  const ready = join(kept, 'ready')
  if (await isFirst(kept)) {
    const server = await startDemo(data)
    await server.stop()
    await writeFile(ready, '')
  }
  const deadline = performance.now() + waitMs
  while (!existsSync(ready)) {
    if (performance.now() > deadline) throw new Error(`No demo was filled in ${kept} within ${waitMs} ms`)
    await pause(50)
  }
  return data
}

const isFirst = (folder: string): Promise<boolean> =>
  mkdir(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false
      throw error
    },
  )
