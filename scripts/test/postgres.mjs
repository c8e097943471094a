// A private PostgreSQL for one run: its own folder and port, removed afterwards.
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '../setup/is-alive.mjs'

const prefix = 'loggia-postgres-'
const tries = 3
/** Test data need not survive a power failure. */
const testSettings = ['fsync=off', 'max_connections=200']

/**
 * Starts a cluster and returns `{ url, stop, crash }`. It also stops whenever this process exits; leftovers of a killed
 * run are removed by the next one. `crash` kills the server's processes at once, as a power failure would, and resolves
 * when the server is back.
 */
export async function startPostgres(bin, wanted, settings = testSettings) {
  clearLeftovers(bin)
  const folder = mkdtempSync(join(tmpdir(), prefix))
  const owner = serverUser()
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const cluster = { bin, folder, owner, settings, data: join(folder, 'data'), log: join(folder, 'log') }
  const stop = () => stopCluster(cluster)
  process.on('exit', stop)
  writeFileSync(join(folder, 'runner.pid'), String(process.pid))
  // With an empty LANG the default would be SQL_ASCII, which counts bytes and finds no Chinese text. Only Linux is sure
  // to have C.UTF-8.
  const encoding = ['-E', 'UTF8', `--locale=${process.platform === 'linux' ? 'C.UTF-8' : 'C'}`]
  postgres(cluster, 'initdb', ['--no-sync', '-A', 'trust', '-U', 'postgres', ...encoding, '-D', cluster.data])
  const port = await startOnFreePort(cluster, wanted)
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  return { url, stop, crash: () => crashCluster(cluster, port) }
}

/** Another process may take the free port before it is opened, so this is tried several times. */
async function startOnFreePort(cluster, wanted) {
  for (let attempt = 1; ; attempt += 1) {
    const port = wanted ?? (await freePort())
    try {
      postgres(cluster, 'pg_ctl', startArgs(cluster, port, 'start'))
      return port
    } catch (error) {
      if (attempt < tries) continue
      const log = existsSync(cluster.log) ? readFileSync(cluster.log, 'utf8') : ''
      throw new Error(`${error.message}\n${log}`, { cause: error })
    }
  }
}

function startArgs(cluster, port, ...command) {
  // The socket is in the folder too: the usual place may not be writable, or belong to another server.
  const settings = cluster.settings.map((one) => `-c ${one}`).join(' ')
  const options = `-h 127.0.0.1 -p ${port} -k "${cluster.folder}" ${settings}`
  return ['-D', cluster.data, '-l', cluster.log, '-o', options, '-w', '-t', '60', ...command]
}

function crashCluster(cluster, port) {
  const args = startArgs(cluster, port, '-m', 'immediate', 'restart')
  const child = spawn(join(cluster.bin, 'pg_ctl'), args, {
    ...cluster.owner,
    cwd: cluster.folder,
    stdio: 'ignore',
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) return resolve()
      const log = existsSync(cluster.log) ? readFileSync(cluster.log, 'utf8').slice(-5_000) : ''
      reject(new Error(`PostgreSQL did not come back (${code}):\n${log}`))
    })
  })
}

// Synchronous throughout, since the last call comes from an `exit` handler.
function stopCluster(cluster) {
  if (!existsSync(cluster.folder)) return
  if (existsSync(join(cluster.data, 'postmaster.pid'))) {
    postgres(cluster, 'pg_ctl', ['-D', cluster.data, '-m', 'immediate', '-w', '-t', '20', 'stop'], false)
  }
  rmSync(cluster.folder, { recursive: true, force: true })
}

function postgres(cluster, program, args, must = true) {
  const done = spawnSync(join(cluster.bin, program), args, {
    ...cluster.owner,
    cwd: cluster.folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: 90_000,
  })
  if (must && done.status !== 0)
    throw new Error(`${program} failed: ${done.stderr || done.error || done.signal}`)
}

/** PostgreSQL refuses to run as root; its Debian package creates a user for it. */
function serverUser() {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
  const [uid, gid] = [idOf('-u'), idOf('-g')]
  if (!uid) throw new Error('PostgreSQL does not run as root, and there is no user "postgres" to run it as.')
  return { uid, gid }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

function clearLeftovers(bin) {
  const owner = serverUser()
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(prefix))) {
    const folder = join(tmpdir(), name)
    const pidFile = join(folder, 'runner.pid')
    if (!existsSync(pidFile) || isAlive(Number(readFileSync(pidFile, 'utf8')))) continue
    stopCluster({ bin, folder, owner, data: join(folder, 'data') })
  }
}
