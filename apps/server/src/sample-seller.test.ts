import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findSampleSeller, keepSampleSeller } from './sample-seller.ts'
import type { SampleSeller } from './sample-seller.ts'

let folder: string
let seller: SampleSeller | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loggia-seller-'))
})
afterEach(async () => {
  seller?.stop()
  await rm(folder, { recursive: true, force: true })
})

const servers = [
  {
    sellerId: 'sel_1' as const,
    slug: 'acme',
    name: { zh: '示例', en: 'Acme' },
    opening: 'at once' as const,
    accessKey: 'a key of tests',
    apiKey: { accessKeyId: 'AK', secretKey: 'SK' },
  },
]

/** Runs a program in place of the sample seller until it was ready `times` times. */
async function keep(program: string, times: number) {
  const script = join(folder, 'seller.mjs')
  await writeFile(script, program)
  const [origins, troubles, lines]: [string[], string[], string[]] = [[], [], []]
  let done: () => void = () => undefined
  const ready = new Promise<void>((resolve) => (done = resolve))
  seller = keepSampleSeller({
    script,
    dataFolder: folder,
    servers,
    market: 'http://127.0.0.1:8080',
    firstPort: 39_100,
    env: { PATH: process.env['PATH'] },
    onReady: async ({ origin }) => {
      origins.push(origin)
      if (origins.length === times) done()
    },
    onLine: (line) => lines.push(line),
    onTrouble: (sentence) => troubles.push(sentence),
  })
  await ready
  return { origins, troubles, lines }
}

test('it is given its sellers, and the port that it reports is where it stands', async () => {
  const { origins } = await keep(
    `import { writeFileSync } from 'node:fs'
     writeFileSync(${JSON.stringify(join(folder, 'env.json'))}, JSON.stringify(process.env))
     process.send({ ready: true, port: 4711 })
     setInterval(() => undefined, 1000)`,
    1,
  )

  const env = JSON.parse(await readFile(join(folder, 'env.json'), 'utf8')) as Record<string, string>
  expect(origins).toEqual(['http://127.0.0.1:4711'])
  expect(JSON.parse(env['SELLER_KEYS'] ?? '')).toEqual([
    {
      slug: 'acme',
      accessKey: 'a key of tests',
      name: { zh: '示例', en: 'Acme' },
      opening: 'at once',
      market: { origin: 'http://127.0.0.1:8080', accessKeyId: 'AK', secretKey: 'SK' },
    },
  ])
  expect(env).toMatchObject({ SELLER_HOST: '127.0.0.1', SELLER_DATA: folder })
  expect(Object.keys(env).filter((name) => name.startsWith('LOGGIA') || name === 'DATABASE_URL')).toEqual([])
})

test('one that dies is started again and said', async () => {
  const { origins, troubles } = await keep(
    `process.send({ ready: true, port: 4711 }, () => process.exit(3))`,
    2,
  )

  expect(origins).toHaveLength(2)
  expect(troubles[0]).toBe('The sample seller stopped (exit code 3); it restarts in 0.5 s.')
})

test('one that is stopped ends, and is neither missed nor started again', async () => {
  const { lines, troubles } = await keep(
    `console.log(process.pid); process.send({ ready: true, port: 4711 }); setInterval(() => undefined, 1000)`,
    1,
  )
  await expect.poll(() => lines).toHaveLength(1)

  seller?.stop()

  await expect.poll(() => isRunning(Number(lines[0])), { timeout: 10_000 }).toBe(false)
  expect(troubles).toEqual([])
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a server from a bundle runs the seller beside it, one from sources that of the examples', async () => {
  const source = join(folder, 'examples', 'sample-seller', 'src', 'main.ts')
  expect(findSampleSeller(folder, join(folder, 'server.mjs'))).toBe(source)

  await writeFile(join(folder, 'sample-seller.mjs'), '')

  expect(findSampleSeller(folder, join(folder, 'server.mjs'))).toBe(join(folder, 'sample-seller.mjs'))
})
