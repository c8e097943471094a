import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findPhp, findPython } from './languages.ts'
import { startSellerProcess } from './seller-process.ts'
import type { SellerCommand, SellerProcess } from './seller-process.ts'

/** The sellers in examples/ that are written without any package of ours. */
export type ExampleName = 'node-v2-seller' | 'python-v1-seller' | 'php-v1-seller'
/** The environment that a process gets, and the Node program that runs the Node seller. `file` is its store, a new one unless told. */
export type ExampleMachine = {
  readonly env: Readonly<NodeJS.ProcessEnv>
  readonly node: string
  readonly file?: string
}

const folder = fileURLToPath(new URL('../../../examples/', import.meta.url))

/** The program that runs each, and its arguments as the README has them; no program where this machine has none. */
function commandOf(name: ExampleName, node: string): SellerCommand {
  switch (name) {
    case 'node-v2-seller':
      return { program: node, args: ['seller.mjs'] }
    case 'python-v1-seller':
      return { program: findPython(), args: ['-B', 'seller.py'] }
    case 'php-v1-seller':
      return { program: findPhp(), args: ['-S', '127.0.0.1:PORT', 'seller.php'] }
  }
}

/** Whether this machine can run it. */
export const isRunnable = (name: ExampleName): boolean => commandOf(name, '').program !== undefined

/** Starts one as a process of its own, with its own store, and resolves when it listens. Throws if it ends before. */
export const startExampleSeller = (
  name: ExampleName,
  { node, ...machine }: ExampleMachine,
): Promise<SellerProcess> =>
  startSellerProcess(name, { ...commandOf(name, node), ...machine, cwd: join(folder, name) })
