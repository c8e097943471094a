import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { derive } from './derive.ts'
import { createThreads } from './threads.ts'

const asked = { typed: 'correct horse', salt: new Uint8Array(16), length: 32, cost: { n: 16, r: 1, p: 1 } }

function counted() {
  const started: Worker[] = []
  const url = new URL('./worker.ts', import.meta.url)
  const threads = createThreads(() => {
    const worker = new Worker(url, { env: {} })
    started.push(worker)
    return worker
  })
  return { started, threads }
}

test('a thread computes what this one would, and is used again', async () => {
  const { started, threads } = counted()

  const first = await threads.compute(asked)
  const second = await threads.compute({ ...asked, typed: 'another' })

  expect(Buffer.from(first)).toEqual(Buffer.from(derive(asked)))
  expect(Buffer.from(second)).toEqual(Buffer.from(derive({ ...asked, typed: 'another' })))
  expect(started).toHaveLength(1)
})

test('one that died at its work or while it waited is replaced', async () => {
  const { started, threads } = counted()

  await expect(threads.compute({ ...asked, cost: { n: 3, r: 1, p: 1 } })).rejects.toThrow(
    'ended without an answer',
  )
  await expect(threads.compute(asked)).resolves.toHaveLength(32)
  await started[1]?.terminate()
  await expect(threads.compute(asked)).resolves.toHaveLength(32)

  expect(started).toHaveLength(3)
})

test('a process waits for what is computed, and not for a thread that has nothing to do', async () => {
  const module = JSON.stringify(new URL('./threads.ts', import.meta.url).href)
  const asking = "{ typed: 'x', salt: new Uint8Array(16), length: 4, cost: { n: 16, r: 1, p: 1 } }"
  const script = `import(${module})
    .then(({ createThreads }) => createThreads().compute(${asking}))
    .then(({ length }) => console.log(length))`

  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { timeout: 30_000 })

  expect(stdout.trim()).toBe('4')
})
