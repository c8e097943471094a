import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'
import { recorded } from './scripts/test/durations.mjs'
import { LongestFirst } from './scripts/test/longest-first.mjs'
import { createTimesReporter } from './scripts/test/times.mjs'

// Workspace packages are read from source, as `node --conditions=loggia-source` reads them: no build before a test.
const source = 'loggia-source'
const resolve = { conditions: [source, ...defaultClientConditions] }
const ssr = {
  resolve: { conditions: [source, ...defaultServerConditions], externalConditions: [source, 'node'] },
}
const exclude = ['**/node_modules/**', '**/dist/**', '**/output/**']
/** Tests of rules and texts, which open nothing: one process may run many of these files. */
const pure = [
  'apps/console/**/*.test.{ts,tsx}',
  'packages/{client,diagnosis,kernel,protocol,signing}/**/*.test.ts',
  'packages/ui/**/*.test.{ts,tsx}',
  'packages/marketplace/**/{rules,rules/*}.test.ts',
]
/**
 * Tests that close everything they open, such as databases and servers: a process runs one file after the other and
 * reads the sources once. Three files are left out: two list every code or measure of the process, to which other tests
 * would add their own, and one replaces a module, which the next file would get.
 */
const services = [
  'packages/marketplace/src/**/!(problems|metrics|own-family).test.ts',
  'packages/{conformance,emulator,outbound,seller}/**/*.test.ts',
  'apps/cli/**/*.test.ts',
  'bench/**/*.test.ts',
]
/** Tests of what a whole server does within some seconds; nothing else runs beside them. */
const timed = ['e2e/{ending,start}.test.ts']
const inProcesses = {
  // Processes instead of threads, so that an embedded database or a signal handler of one file cannot reach another.
  pool: 'forks' as const,
  // For two cores: while one file waits for a database, a server or a browser, the others use them.
  maxWorkers: 3,
  execArgv: [`--conditions=${source}`],
}
// Long enough for a slow test on a busy machine; they end a test that hangs.
const ofServices = { testTimeout: 120_000, hookTimeout: 120_000 }
const ofServers = {
  testTimeout: 600_000,
  hookTimeout: 300_000,
  // By default a page has one second to show what is expected of it, which a busy machine may take for one step.
  expect: { poll: { timeout: 15_000 } },
}

/** `npm run test:fast` runs the units that are not recorded as slow, and of the services those without a database. */
const isQuick = process.env.LOGGIA_TEST_QUICK !== undefined
const slow = isQuick ? Object.keys(recorded) : []
const quickServices = ['packages/{conformance,outbound,seller}/**/*.test.ts', 'apps/cli/**/*.test.ts']
/** The file in which `npm test` expects the results, to count them. */
const report = process.env.LOGGIA_TEST_REPORT
const asJson = (outputFile: string): ['json', { outputFile: string }] => ['json', { outputFile }]

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    reporters: [
      'default',
      ...(report === undefined ? [] : [asJson(report), createTimesReporter(`${report}.times`)]),
    ],
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'unit',
          include: [
            'packages/**/*.test.{ts,tsx}',
            'apps/**/*.test.{ts,tsx}',
            'examples/**/*.test.ts',
            'scripts/**/*.test.mjs',
          ],
          exclude: [...exclude, ...pure, ...services, ...slow],
          ...inProcesses,
          ...ofServices,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'pure',
          include: pure,
          exclude: [...exclude, ...slow],
          isolate: false,
          ...inProcesses,
          ...ofServices,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'services',
          include: isQuick ? quickServices : services,
          exclude: [...exclude, ...pure, ...slow],
          isolate: false,
          ...inProcesses,
          ...ofServices,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'timed',
          include: timed,
          exclude,
          sequence: { groupOrder: 1 },
          ...inProcesses,
          ...ofServers,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          exclude: [...exclude, ...timed],
          sequence: { groupOrder: 2 },
          isolate: false,
          ...inProcesses,
          ...ofServers,
        },
      },
    ],
  },
})
