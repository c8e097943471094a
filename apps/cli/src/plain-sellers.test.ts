import { fileURLToPath } from 'node:url'
import { omitUndefined } from '@loggia/kernel'
import { afterEach, expect, test } from 'vitest'
import { findJava, findPhp, findPython } from './languages.ts'
import { runCheck } from './line-in-test.ts'
import { startSellerProcess } from './seller-process.ts'
import type { SellerProcess } from './seller-process.ts'

/** Servers as a seller might write them after reading only docs/spec: they do no more than its tables demand. */
const cwd = fileURLToPath(new URL('../../../e2e/sellers/plain/', import.meta.url))

const php = findPhp()
const java = findJava()
const phpServer = ['-S', '127.0.0.1:PORT']
/** Authorisation codes that a seller knows and the run is told. */
const licenses = Array.from({ length: 8 }, (_, at) => `TESTCODE${at + 1}`).join(',')

type Plain = {
  readonly language: string
  readonly protocol: string
  readonly program: string | undefined
  readonly args: readonly string[]
  readonly licenses?: string
}

const sellers: readonly Plain[] = [
  { language: 'JavaScript', protocol: 'saas-v2', program: process.execPath, args: ['saas-v2.mjs'] },
  { language: 'Python', protocol: 'saas-v2', program: findPython(), args: ['-B', 'saas_v2.py'] },
  { language: 'PHP', protocol: 'saas-v2', program: php, args: [...phpServer, 'saas-v2.php'] },
  { language: 'Java', protocol: 'saas-v2', program: java, args: ['SaasV2.java'] },
  { language: 'PHP', protocol: 'saas-v1', program: php, args: [...phpServer, 'saas-v1.php'] },
  { language: 'Java', protocol: 'saas-v1', program: java, args: ['SaasV1.java'] },
  { language: 'PHP', protocol: 'license-v1', program: php, args: [...phpServer, 'license-v1.php'] },
  {
    language: 'JavaScript',
    protocol: 'license-code',
    program: process.execPath,
    args: ['license-code.mjs'],
    licenses,
  },
  {
    language: 'Python',
    protocol: 'license-online',
    program: findPython(),
    args: ['-B', 'license_online.py'],
  },
  {
    language: 'JavaScript',
    protocol: 'order-notification',
    program: process.execPath,
    args: ['order-notification.mjs'],
  },
]

const key = 'plain-access-key-0001'
let seller: SellerProcess | undefined

afterEach(async () => {
  await seller?.stop()
  seller = undefined
})

type Told = { id: string; outcome: string; why?: string }

test.for(sellers)(
  'a plain seller in $language breaks no must of $protocol',
  async ({ language, protocol, program, args, licenses: codes }, { skip }) => {
    if (program === undefined) skip(`nothing on this machine runs ${language}`)
    const env = { ...process.env, ACCESS_KEY: key, ...omitUndefined({ LICENSES: codes }) }
    seller = await startSellerProcess(`plain-${protocol}`, { program, args, cwd, env })

    const given = codes === undefined ? [] : ['--licenses', codes]
    const line = [`${seller.origin}/saas`, '--protocol', protocol, '--key', key, '--json', ...given]
    const { code, out } = await runCheck(line, { nowMs: Date.now }, cwd)

    const { checks } = JSON.parse(out) as { checks: Told[] }
    const broken = checks.filter(({ outcome }) => outcome === 'fail').map(({ id, why }) => `${id}: ${why}`)
    expect({ code, broken }).toEqual({ code: 0, broken: [] })
  },
)
