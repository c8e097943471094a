import { createInterface } from 'node:readline/promises'
import { createConfigByHand, readConfig } from './config.ts'
import { startSampleSeller } from './server.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** The key is not an argument, because arguments are in the shell's history and in the list of processes. */
async function askForKey(): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const key = await terminal.question('Paste the key that the marketplace has shown you: ')
  terminal.close()
  return key
}

try {
  const isByHand = process.env['SELLER_KEYS'] === undefined
  const config = isByHand ? createConfigByHand(process.env, await askForKey()) : readConfig(process.env)
  const seller = await startSampleSeller({ ...config, nowMs: Date.now, log: say })
  const stop = (): void => void seller.close().finally(() => process.exit(0))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  // The marketplace that started this process has ended, so nobody sends requests any more.
  process.once('disconnect', stop)
  process.send?.({ ready: true, port: seller.port, publicKeys: seller.publicKeys })
  say(`The sample seller listens on port ${seller.port}`)
  if (isByHand) say(`Its production address is http://127.0.0.1:${seller.port}/my/saas; Ctrl-C ends it`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
