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
/** Rules and texts: nothing but their arguments, so that one process may do many of these files. */
const pure = [
  'apps/console/**/*.test.{ts,tsx}',
  'packages/{client,diagnosis,kernel,protocol,signing}/**/*.test.ts',
  'packages/ui/**/*.test.{ts,tsx}',
  'packages/marketplace/**/{rules,rules/*}.test.ts',
]
/**
 * What closes all that it opens, databases and servers among it: a process may do one file after the other and reads the
 * source once. Not the pages of all codes and of all measures, to which the tests' own would come, and not what puts a module in the
 * place of another, which the next file would find.
 */
const services = [
  'packages/marketplace/src/**/!(problems|metrics|own-family).test.ts',
  'packages/{conformance,emulator,outbound,seller}/**/*.test.ts',
  'apps/cli/**/*.test.ts',
]
/** What a whole server does within so many seconds: beside nothing but each other. */
const timed = ['e2e/{ending,start}.test.ts']
const inProcesses = {
  // Processes and not threads: an embedded database or a signal handler of one file must not reach another.
  pool: 'forks' as const,
  // Two cores are what this must run on; whoever waits for a database, a server or a browser leaves them to the others.
  maxWorkers: 3,
  execArgv: [`--conditions=${source}`],
}
// A test that hangs ends by these; one that is slow on a busy machine must not.
const ofServices = { testTimeout: 60_000, hookTimeout: 120_000 }
const ofServers = { testTimeout: 300_000, hookTimeout: 300_000 }

/** `npm run test:fast` takes of the units those that no record calls slow, and of these what opens no database. */
const isQuick = process.env.LOGGIA_TEST_QUICK !== undefined
const slow = isQuick ? Object.keys(recorded) : []
const quickServices = ['packages/{conformance,outbound,seller}/**/*.test.ts', 'apps/cli/**/*.test.ts']
/** Where `npm test` wants the results, to count them. */
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
          // They wait for pages, servers and clocks for a fifth of their time.
          maxWorkers: 4,
          ...ofServers,
        },
      },
    ],
  },
})
