import { spawnSync } from 'node:child_process'

const answers = (program: string, args: readonly string[]): boolean => spawnSync(program, args).status === 0

/** Finds Python 3.9 or newer with SQLite; undefined if this machine has none. */
export const findPython = (): string | undefined =>
  ['python3', 'python'].find((program) =>
    answers(program, ['-c', 'import sqlite3, sys; sys.exit(sys.version_info < (3, 9))']),
  )

/** Finds PHP 8.1 or newer with OpenSSL; undefined if this machine has none. */
export const findPhp = (): string | undefined =>
  answers('php', ['-r', 'exit((int) (PHP_VERSION_ID < 80100 || !extension_loaded("openssl")));'])
    ? 'php'
    : undefined

/** Finds Java 17 or newer with its compiler, which `java File.java` needs; undefined if this machine has none. */
export function findJava(): string | undefined {
  const { status, stdout } = spawnSync('java', ['--list-modules'], { encoding: 'utf8' })
  const major = Number(/^jdk\.compiler@(\d+)/m.exec(stdout ?? '')?.[1] ?? 0)
  return status === 0 && major >= 17 ? 'java' : undefined
}
