import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findPhp, findPython } from './languages.ts'
import { startSellerProcess } from './seller-process.ts'
import type { SellerCommand, SellerProcess } from './seller-process.ts'

/** The sellers in examples/ that use none of our packages. */
export type ExampleName = 'node-v2-seller' | 'python-v1-seller' | 'php-v1-seller' | 'python-kit-seller'
/**
 * The environment of the process, and the path of Node for the Node seller. `file` is the seller's store. Default: a
 * new one.
 */
export type ExampleMachine = {
  readonly env: Readonly<NodeJS.ProcessEnv>
  readonly node: string
  readonly file?: string
}

const folder = fileURLToPath(new URL('../../../examples/', import.meta.url))

/** The program and arguments of each seller, as in its README; no program if this machine does not have it. */
function commandOf(name: ExampleName, node: string): SellerCommand {
  switch (name) {
    case 'node-v2-seller':
      return { program: node, args: ['seller.mjs'] }
    case 'python-v1-seller':
    case 'python-kit-seller':
      return { program: findPython(), args: ['-B', 'seller.py'] }
    case 'php-v1-seller':
      return { program: findPhp(), args: ['-S', '127.0.0.1:PORT', 'seller.php'] }
  }
}

/** Whether this machine can run this seller. */
export const isRunnable = (name: ExampleName): boolean => commandOf(name, '').program !== undefined

/** Starts a seller in its own process with its own store. Resolves when it listens. Throws if it ends before. */
export const startExampleSeller = (
  name: ExampleName,
  { node, ...machine }: ExampleMachine,
): Promise<SellerProcess> =>
  startSellerProcess(name, { ...commandOf(name, node), ...machine, cwd: join(folder, name) })
