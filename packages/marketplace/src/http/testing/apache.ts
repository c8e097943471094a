import { spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

const program = '/usr/sbin/apache2'
const modules = '/usr/lib/apache2/modules'

/** Whether Debian's Apache and its module `auth_…` are on this machine. */
export const hasApache = (module: string): boolean =>
  existsSync(program) && existsSync(join(modules, `mod_${module}.so`))

/** Apache does not serve as root. */
function findUser(): { uid: number; gid: number } | undefined {
  if (userInfo().uid !== 0) return undefined
  const idOf = (flag: string) => Number(spawnSync('id', [flag, 'www-data'], { encoding: 'utf8' }).stdout)
  return { uid: idOf('-u'), gid: idOf('-g') }
}

type Site = {
  readonly port: number
  readonly module: string
  /** What the module is configured with; given the folder of this server. */
  readonly configure: (folder: string) => string
  readonly files?: Readonly<Record<string, string>>
}

/** A file that only those may see who are signed on; its answer says as whom. */
export const privatePath = '/private/page.txt'

/** Apache with one module that signs people on, in a folder of its own. */
export async function openApache({ port, module, configure, files = {} }: Site) {
  const folder = mkdtempSync(join(tmpdir(), 'loggia-apache-'))
  const user = findUser()
  mkdirSync(join(folder, 'site/private'), { recursive: true })
  mkdirSync(join(folder, 'state'))
  const all = { ...files, [`site${privatePath}`]: 'private words', 'apache.conf': '' }
  const conf = [
    `ServerRoot "${folder}"`,
    `ServerName 127.0.0.1:${port}`,
    `Listen 127.0.0.1:${port}`,
    `PidFile "${folder}/state/pid"`,
    `DefaultRuntimeDir "${folder}/state"`,
    `Mutex file:${folder}/state`,
    `ErrorLog "${folder}/error.log"`,
    'LogLevel info',
    ...['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'headers', module].map(
      (name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`,
    ),
    `DocumentRoot "${folder}/site"`,
    // One process: some modules keep what they know in a process.
    'StartServers 1\nServerLimit 1\nThreadsPerChild 10\nMaxRequestWorkers 10',
    'Header always set X-User "expr=%{REMOTE_USER}"',
    configure(folder),
  ].join('\n')
  for (const [name, text] of Object.entries({ ...all, 'apache.conf': conf }))
    writeFileSync(join(folder, name), text)
  if (user)
    for (const name of ['.', 'site', 'site/private', 'state', ...Object.keys(all)])
      chownSync(join(folder, name), user.uid, user.gid)
  const started = waitForFile(join(folder, 'state'), 'pid')
  const child = spawn(program, ['-f', join(folder, 'apache.conf'), '-DFOREGROUND'], {
    ...user,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const said: Buffer[] = []
  child.stderr.on('data', (bytes: Buffer) => said.push(bytes))
  const readLog = (): string => {
    const log = join(folder, 'error.log')
    return Buffer.concat(said).toString() + (existsSync(log) ? readFileSync(log, 'utf8') : '')
  }
  await Promise.race([
    started,
    ended.then(() => {
      throw new Error(`Apache did not start:\n${readLog()}`)
    }),
  ])
  return {
    readLog,
    async close() {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true })
    },
  }
}

/** Resolves when a file is there. Apache writes its number when its sockets are open. */
const waitForFile = (folder: string, name: string): Promise<void> =>
  new Promise((resolve) => {
    const watcher = watch(folder, () => {
      if (!existsSync(join(folder, name))) return
      watcher.close()
      resolve()
    })
  })
