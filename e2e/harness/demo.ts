import { existsSync } from 'node:fs'
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createTemporaryFolder } from './folders.ts'
import { startDemo } from './server.ts'
import type { ServerProcess } from './server.ts'

const waitMs = 120_000

/** Starts the marketplace like the second `npm start`, on its own data folder. */
export const startFilledDemo = async (name: string): Promise<ServerProcess> =>
  startDemo(await copyFilledDemo(name))

/**
 * Copies a data folder that has the demo in it. Filling a folder takes longer than most tests on it, so the tests of a
 * run share one and copy it. Without a place to keep it, the folder is empty and the first start fills it.
 */
export async function copyFilledDemo(name: string): Promise<string> {
  const folder = createTemporaryFolder(name)
  const kept = process.env.LOGGIA_TEST_DEMO
  if (kept !== undefined) await cp(await filledFolder(kept), folder, { recursive: true })
  return folder
}

/** The first caller fills the folder; others wait until it is ready. */
async function filledFolder(kept: string): Promise<string> {
  const data = join(kept, 'data')
  const ready = join(kept, 'ready')
  if (await isFirst(kept)) {
    const server = await startDemo(data)
    // It listens before the people of a company use the joint product, and greets afterwards.
    await waitUntil(() => server.output().includes('Loggia runs at'), `No greeting of ${data}`)
    await server.stop()
    await writeFile(ready, '')
  }
  await waitUntil(() => existsSync(ready), `No demo was filled in ${kept}`)
  return data
}

async function waitUntil(isTrue: () => boolean, fault: string): Promise<void> {
  const deadline = performance.now() + waitMs
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error(`${fault} within ${waitMs} ms`)
    await pause(50)
  }
}

const isFirst = (folder: string): Promise<boolean> =>
  mkdir(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false
      throw error
    },
  )
