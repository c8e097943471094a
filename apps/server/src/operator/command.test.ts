import { createHmac } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createChangeFeed, createMarketplace, defaultCallSettings, noMetrics } from '@loggia/marketplace'
import type { Marketplace } from '@loggia/marketplace'
import { openDatabase } from '../open-database.ts'
import { readConfig } from '../config.ts'
import { clock, createPlatform, isRunning, openLog, randomBytes, wall } from '../platform.ts'
import { runOperatorCommand } from './command.ts'

const folder = mkdtempSync(join(tmpdir(), 'loggia-operator-'))
const env = { LOGGIA_DATA: folder }
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(words: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const out: string[] = []
  const err: string[] = []
  const io = {
    env: { ...env, ...more },
    pid: process.pid,
    write: (text: string) => void out.push(text),
    fail: (text: string) => void err.push(text),
  }
  const code = await runOperatorCommand(['operator', ...words], io)
  return { code, out: out.join(''), err: err.join('') }
}

const browser = { userAgent: 'test', ip: '127.0.0.1' }
const facts = {
  holder: { pid: process.pid, since: '2026-11-28T00:00:00Z', address: 'http://127.0.0.1:8080' },
  isRunning,
  randomBytes,
  clock,
  onLost: () => undefined,
}

/** What a server does with the same data folder. */
async function withParties<T>(work: (parties: Marketplace['parties']) => Promise<T>): Promise<T> {
  const config = readConfig({ env, args: [] })
  const opened = await openDatabase(config, facts)
  const parts = { log: openLog({ ...config, logLevel: 'silent' }), changes: createChangeFeed() }
  const platform = createPlatform(config, { ...opened, ...parts, prometheus: { metrics: noMetrics } })
  const { parties } = createMarketplace(platform, { calls: defaultCallSettings })
  try {
    return await work(parties)
  } finally {
    await opened.close()
  }
}

/** RFC 6238, as an authenticator app computes it. */
function codeFor(secret: string): string {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2))
  const key =
    bits
      .map((five) => five.padStart(5, '0'))
      .join('')
      .match(/.{8}/g) ?? []
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(wall.now() / 30_000)))
  const hmac = createHmac('sha1', Buffer.from(key.map((eight) => Number.parseInt(eight, 2))))
  const hash = hmac.update(counter).digest()
  const value = hash.readUInt32BE((hash[19] ?? 0) & 15) & 0x7fff_ffff
  return String(value % 1_000_000).padStart(6, '0')
}

describe('loggia operator', () => {
  test('without a command, or with a wrong one, says how it is used', async () => {
    expect(await run([])).toMatchObject({ code: 0, out: expect.stringContaining('reset-password') })
    expect(await run(['reset-password'])).toMatchObject({ code: 2, err: expect.stringContaining('--email') })
    expect(await run(['reset-password', '--mail', 'x'])).toMatchObject({ code: 2 })
    expect(await run(['nonsense'])).toMatchObject({ code: 2, err: expect.stringContaining('Usage') })
  })

  test('refuses a folder without a database, and makes none there', async () => {
    const wrong = join(folder, 'wrong')

    expect(await run(['list'], { LOGGIA_DATA: wrong })).toMatchObject({
      code: 2,
      err: expect.stringContaining(wrong),
    })
    expect(existsSync(wrong)).toBe(false)
  })

  test('says that there is no operator where there is none', async () => {
    await withParties(() => Promise.resolve())

    expect(await run(['list'])).toMatchObject({ code: 0, out: expect.stringContaining('has no operator') })
  })

  test('gives the only operator a new password, with which they sign in and which they have to change', async () => {
    const own = { email: 'only@market.example', password: 'a harbour at noon' }
    const before = await withParties(async (parties) => {
      await parties.ensureOperator(own)
      return (await parties.signIn({ ...own, ...browser })).token
    })

    const listed = await run(['list'])
    const { code, out } = await run(['reset-password', '--email', 'Only@market.example'])

    expect(listed.out).toContain('only@market.example  only@market.example  owner')
    expect(code).toBe(0)
    const password = /^ {4}(\S+)$/m.exec(out)?.[1] ?? ''
    const after = await withParties(async (parties) => ({
      old: await parties.authenticate(before),
      now: (await parties.signIn({ email: own.email, password, ...browser })).session,
    }))
    expect(after.old).toBeUndefined()
    expect(after.now).toMatchObject({ mustChangePassword: true, actor: { operator: true } })
  })

  test('turns two-step sign-in off, and says so', async () => {
    const own = { email: 'only@market.example', password: 'a bridge in the evening' }
    const initial = async () =>
      /^ {4}(\S+)$/m.exec((await run(['reset-password', '--email', own.email])).out)?.[1] ?? ''
    const first = await initial()
    await withParties(async (parties) => {
      const { session } = await parties.signIn({ email: own.email, password: first, ...browser })
      await parties.changePassword(session, { current: first, next: own.password })
      const { secret } = await parties.startTotp(session, { current: own.password })
      await parties.confirmTotp(session, codeFor(secret))
      await expect(parties.signIn({ ...own, ...browser })).rejects.toMatchObject({
        code: 'parties.second_factor_needed',
      })
    })

    const { out } = await run(['reset-password', '--email', own.email])
    const again = await run(['reset-password', '--email', own.email])

    expect(out).toContain('Two-step sign-in was turned off')
    expect(again.out).toContain('The account had no two-step sign-in.')
    const password = /^ {4}(\S+)$/m.exec(again.out)?.[1] ?? ''
    const entered = await withParties((parties) => parties.signIn({ email: own.email, password, ...browser }))
    expect(entered.session.mustChangePassword).toBe(true)
  })

  test('does not know an email without an account', async () => {
    expect(await run(['reset-password', '--email', 'nobody@market.example'])).toMatchObject({ code: 1 })
  })

  test('says that the server has to be ended first, while one holds the data folder', async () => {
    const { close } = await openDatabase(readConfig({ env, args: [] }), facts)

    const refused = await run(['list'])
    await close()

    expect(refused.code).toBe(2)
    expect(refused.err).toContain('http://127.0.0.1:8080')
  })
})
