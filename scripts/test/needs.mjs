// What the tests need and npm cannot install: a browser, a font with Chinese characters, PostgreSQL, the languages of
// sellers who do not use JavaScript, and programs of others that judge how people are signed on.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { say } from '../setup/progress.mjs'

const oldestPostgres = 15
const exe = process.platform === 'win32' ? '.exe' : ''

const needs = [
  {
    find: findChromium,
    debian: 'chromium',
    missing:
      'No Chromium or Chrome was found: tests in a browser are skipped. Install one, or name its program in CHROMIUM_PATH.',
  },
  {
    find: () => process.platform !== 'linux' || process.env.CHROMIUM_PATH || findHeadlessShell(),
    debian: 'chromium-headless-shell',
    missing:
      'No Chromium for pages without a window was found: tests in a browser run in the whole Chromium, which takes longer.',
  },
  {
    find: findChineseFont,
    debian: 'fonts-noto-cjk',
    missing: 'No font with Chinese characters was found: screenshots will show boxes. Install Noto Sans CJK.',
  },
  {
    find: findPostgresBin,
    debian: 'postgresql',
    missing:
      `No PostgreSQL ${oldestPostgres} or newer was found: tests on it are skipped. Install it, ` +
      'or name the folder of initdb and pg_ctl in POSTGRES_BIN.',
  },
  {
    find: () =>
      runs(['python3', 'python'], ['-c', 'import sqlite3, sys; sys.exit(sys.version_info < (3, 9))']),
    debian: 'python3',
    missing: 'No Python 3.9 or newer was found: tests of the seller in Python are skipped. Install it.',
  },
  {
    find: () =>
      runs(['php'], ['-r', 'exit((int) (PHP_VERSION_ID < 80100 || !extension_loaded("openssl")));']),
    debian: 'php-cli',
    missing:
      'No PHP 8.1 or newer was found: tests of the seller in PHP are skipped. Install its command line.',
  },
  {
    find: findJava,
    debian: 'default-jdk-headless',
    missing:
      'No Java 17 or newer with its compiler was found: tests of the seller and of the vectors in Java are skipped. Install a JDK.',
  },
  {
    find: () =>
      ['auth_openidc', 'auth_cas', 'auth_mellon'].every((name) =>
        existsSync(`/usr/lib/apache2/modules/mod_${name}.so`),
      ),
    debian: ['libapache2-mod-auth-openidc', 'libapache2-mod-auth-cas', 'libapache2-mod-auth-mellon'],
    missing:
      'Debian’s Apache with its modules for OpenID Connect, CAS and SAML was not found: tests of signing on by them are skipped.',
  },
  {
    find: () => runs(['xmlsec1'], ['--version']),
    debian: 'xmlsec1',
    missing: 'No xmlsec1 was found: its test of our XML signatures is skipped.',
  },
]

/** Installs what is missing where that is possible, and returns the paths; undefined for what is absent. */
export function provideNeeds() {
  const absent = needs.filter((need) => !need.find())
  if (absent.length > 0 && mayInstall()) install(absent.map((need) => [need.debian].flat()))
  for (const need of absent) if (!need.find()) say(need.missing)
  return { chromium: findTestBrowser(), postgresBin: findPostgresBin() }
}

const mayInstall = () =>
  process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')

/** One need after the other: a package that this Debian does not have would keep all of one list away. */
function install(lists) {
  const steps = [
    ['update'],
    ...lists.map((packages) => ['install', '-y', '--no-install-recommends', ...packages]),
  ]
  for (const args of steps) {
    say(`$ DEBIAN_FRONTEND=noninteractive apt-get ${args.join(' ')}`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const done = spawnSync('apt-get', ['-q', ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    })
    if (done.status !== 0) say(`${done.stdout ?? ''}${done.stderr ?? ''}apt-get ${args[0]} failed.`)
  }
}

const runs = (programs, args) => programs.some((program) => spawnSync(program, args).status === 0)

/** Java 17 or newer with the compiler, which is needed to run a source file. */
function findJava() {
  const { stdout } = spawnSync('java', ['--list-modules'], { encoding: 'utf8' })
  return Number(/^jdk\.compiler@(\d+)/m.exec(stdout ?? '')?.[1] ?? 0) >= 17
}

export function findChromium(env = process.env) {
  const places = [
    env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    process.env.ProgramFiles &&
      join(process.env.ProgramFiles, 'Google', 'Chrome', 'Application', 'chrome.exe'),
  ]
  return places.find((path) => path && existsSync(path))
}

/**
 * The browser of the tests: Debian's build of the same engine without windows, where it is installed, which takes two
 * fifths less of the processor. Pictures and measurements are made in the whole Chromium, as people use it.
 */
export function findTestBrowser(env = process.env, findShell = findHeadlessShell) {
  return env.CHROMIUM_PATH || env.LOGGIA_PICTURES ? findChromium(env) : (findShell() ?? findChromium(env))
}

const headlessShell = '/usr/bin/chromium-headless-shell'

function findHeadlessShell() {
  return existsSync(headlessShell) ? headlessShell : undefined
}

function findChineseFont() {
  if (process.platform !== 'linux') return true
  const { status, stdout } = spawnSync('fc-list', [':lang=zh', 'file'], { encoding: 'utf8' })
  return status === 0 && stdout.trim() !== ''
}

/** The folder of the newest PostgreSQL that is new enough. */
export function findPostgresBin() {
  const versions = [
    ...foldersIn('/usr/lib/postgresql', 'bin'),
    ...foldersIn('/usr/local/opt', 'bin', /^postgresql/),
  ]
  const brewed = foldersIn('/opt/homebrew/opt', 'bin', /^postgresql/)
  const onPath = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':')
  return [process.env.POSTGRES_BIN, ...versions, ...brewed, ...onPath]
    .filter(
      (folder) =>
        folder && existsSync(join(folder, `initdb${exe}`)) && existsSync(join(folder, `pg_ctl${exe}`)),
    )
    .map((folder) => ({ folder, major: majorOf(folder) }))
    .filter(({ major }) => major >= oldestPostgres)
    .sort((a, b) => b.major - a.major)[0]?.folder
}

const foldersIn = (parent, inside, name = /./) =>
  existsSync(parent)
    ? readdirSync(parent)
        .filter((one) => name.test(one))
        .map((one) => join(parent, one, inside))
    : []

function majorOf(folder) {
  const { stdout } = spawnSync(join(folder, `initdb${exe}`), ['--version'], { encoding: 'utf8' })
  return Number(/(\d+)/.exec(stdout ?? '')?.[1] ?? 0)
}
