import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './folder-lock.ts'

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
const holder = { pid: process.pid, since: '2026-11-24T06:33:00.000Z', address: 'http://127.0.0.1:8080' }

// A process that takes the folder, prints the result, and runs until it is ended.
const program = `
  import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, 'folder-lock.ts'))}
  const isRunning = (pid) => { try { process.kill(pid, 0); return true } catch { return false } }
  const holder = { pid: process.pid, since: '2026-11-24T06:33:00.000Z', address: 'http://127.0.0.1:8081' }
  process.stdout.write('up\\n')
  process.stdin.once('data', () => lockFolder(process.argv[1], holder, isRunning).then(
    () => { process.stdout.write('held\\n'); setInterval(() => undefined, 1000) },
    (error) => { process.stdout.write('refused ' + error.name + ' ' + error.holder?.pid + '\\n'); process.exit(1) },
  ))`

let folder: string
const children: ChildProcess[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loggia-lock-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

const lineOf = async (child: ChildProcess): Promise<string> =>
  String((await once(child.stdout!, 'data'))[0]).trim()

async function start(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  expect(await lineOf(child)).toBe('up')
  return child
}

async function lock(child: ChildProcess): Promise<string> {
  const line = lineOf(child)
  child.stdin!.write('go\n')
  return line
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

test('the second process is told who holds the folder, since when and where', async () => {
  const first = await start()
  expect(await lock(first)).toBe('held')

  const asked = lockFolder(folder, holder, isRunning)

  await expect(asked).rejects.toThrow(
    `The data folder ${folder} is in use by process ${first.pid} (http://127.0.0.1:8081, since 2026-11-24T06:33:00.000Z).`,
  )
  await expect(asked).rejects.toMatchObject({ name: 'FolderHeldError', holder: { pid: first.pid } })
})

test('after kill -9 of its holder the folder can be taken', async () => {
  const first = await start()
  expect(await lock(first)).toBe('held')
  await kill(first)

  const second = await lockFolder(folder, holder, isRunning)

  await second.release()
})

test('of several processes that find one dead claim at the same moment exactly one wins', async () => {
  for (let round = 0; round < 4; round += 1) {
    const contenders = await Promise.all(Array.from({ length: 5 }, start))

    const answers = await Promise.all(contenders.map(lock))

    const winner = contenders[answers.indexOf('held')]
    expect(answers.filter((answer) => answer === 'held')).toHaveLength(1)
    expect(answers.filter((answer) => answer === `refused FolderHeldError ${winner?.pid}`)).toHaveLength(4)
    await kill(winner!)
  }
})

test('a released folder can be taken by the same process, and only once', async () => {
  const first = await lockFolder(folder, holder, isRunning)
  await expect(lockFolder(folder, holder, isRunning)).rejects.toMatchObject({ name: 'FolderHeldError' })
  await first.release()

  await lockFolder(folder, holder, isRunning)

  await expect(lockFolder(folder, holder, isRunning)).rejects.toMatchObject({ name: 'FolderHeldError' })
})

test.runIf(process.platform === 'linux')(
  'another process that has come to the same number does not hold the folder',
  async () => {
    const stranger = await start()
    const foreign = { ...holder, pid: stranger.pid, birth: 'an earlier boot/12', released: false }
    await writeFile(join(await placeOf(folder), '00000007.json'), JSON.stringify(foreign))

    await expect(lockFolder(folder, holder, isRunning)).resolves.toBeDefined()
  },
)

test('a file that lost its end with the power does not hold the folder', async () => {
  await writeFile(join(await placeOf(folder), '00000007.json'), '{"pid":')

  await expect(lockFolder(folder, holder, isRunning)).resolves.toBeDefined()
})

test('claims that are over are cleared away', async () => {
  for (let i = 0; i < 3; i += 1) await (await lockFolder(folder, holder, isRunning)).release()

  expect(await readdir(join(folder, 'lock'))).toEqual(['00000003.json'])
})

async function placeOf(data: string): Promise<string> {
  const first = await lockFolder(data, holder, isRunning)
  await first.release()
  return join(data, 'lock')
}
