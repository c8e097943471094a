// A real Next application, with the seller as a route handler and as an API route.
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { runQuietly } from '../../setup/run-quietly.mjs'
import { writeFiles } from './install.mjs'

const files = {
  'package.json': '{ "private": true, "type": "module" }\n',
  'lib/served.mjs': `import { createMemoryStore } from '@loggia/seller'
import { createTriedSeller } from './seller.mjs'
export const seller = createTriedSeller(createMemoryStore())
`,
  'app/layout.js': 'export default ({ children }) => <html lang="en"><body>{children}</body></html>\n',
  'app/saas/route.js': `import { createRouteHandlers } from '@loggia/seller/next'
import { seller } from '../../lib/served.mjs'
export const { GET, POST } = createRouteHandlers(seller)
`,
  'pages/api/saas.js': `import { createApiRoute } from '@loggia/seller/next'
import { seller } from '../../lib/served.mjs'
export const config = { api: { bodyParser: false } }
export default createApiRoute(seller)
`,
  // Next may start other processes, so the answering process itself reports its runtime.
  'pages/api/runtime.js': `import { runtime } from '../../lib/runtime.mjs'
export default (request, response) => response.json({ runtime })
`,
}

const program = join('..', 'node_modules', 'next', 'dist', 'bin', 'next')
const quiet = { NODE_OPTIONS: '', NEXT_TELEMETRY_DISABLED: '1' }

/** Builds it in `folder`/next with our own Node: the build is the same for every runtime. */
export async function buildNext(folder) {
  const cwd = join(folder, 'next')
  writeFiles(cwd, files)
  for (const name of ['seller.mjs', 'runtime.mjs'])
    cpSync(join(folder, 'applications', name), join(cwd, 'lib', name))
  await runQuietly(process.execPath, [program, 'build'], { cwd, env: { ...process.env, ...quiet } })
}

/** How to start it on a port. */
export const nextStart = (folder, port) => ({
  args: [program, 'start', '--hostname', '127.0.0.1', '--port', String(port)],
  options: { cwd: join(folder, 'next'), env: { ...process.env, ...quiet } },
})
