import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

// Workspace packages are read from source, as `node --conditions=loggia-source` reads them: no build before a test.
const source = 'loggia-source'
const resolve = { conditions: [source, ...defaultClientConditions] }
const ssr = {
  resolve: { conditions: [source, ...defaultServerConditions], externalConditions: [source, 'node'] },
}
/** A server and a browser each, which wait for each other half of the time: two files at a time. */
const inBrowsers = ['e2e/{journey,search,shop,wizard}.test.ts', 'e2e/web/**/*.test.ts']
const execArgv = [`--conditions=${source}`]

export default defineConfig({
  test: {
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
          exclude: ['**/node_modules/**', '**/dist/**'],
          // Processes and not threads: an embedded database or a signal handler of one file must not reach another.
          pool: 'forks',
          maxWorkers: 2,
          execArgv,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/output/**', ...inBrowsers],
          pool: 'forks',
          // Whole servers, judged partly by the clock: one file at a time, after everything else.
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          execArgv,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'pages',
          include: inBrowsers,
          exclude: ['**/node_modules/**'],
          pool: 'forks',
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          execArgv,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
