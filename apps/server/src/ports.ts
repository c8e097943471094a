import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { readCode, StartFault } from './start-fault.ts'

/** Listens on a port for a moment and returns it; for 0, a free one. Rejects with the system's error. */
function tryPort(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => {
      const { port: found } = server.address() as AddressInfo
      server.close(() => resolve(found))
    })
  })
}

/** Checks a port before anything is opened, so that a second server on it ends at once. Throws a {@link StartFault}. */
export async function requirePort(port: number, host: string): Promise<number> {
  try {
    return await tryPort(port, host)
  } catch (error) {
    throw explainListenFault(error, { port, host })
  }
}

/** Explains the system's error about listening in a sentence. */
export function explainListenFault(error: unknown, { port, host }: { port: number; host: string }): unknown {
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is in use. Stop the program that uses it, or choose another port with PORT.`,
    EACCES: `This user may not listen on port ${port}. Choose a port from 1024 upwards with PORT.`,
    EADDRNOTAVAIL: `This machine does not have the IP address ${host}. Set HOST to one that it has, such as 127.0.0.1.`,
    ENOTFOUND: `The name ${host} cannot be resolved. Set HOST to an IP address of this machine, such as 127.0.0.1.`,
  }
  const sentence = sentences[readCode(error) ?? '']
  return sentence === undefined ? error : new StartFault(sentence, error)
}

const tries = 50

/** The first free port from `first` on, or any free port if the next ones are all taken. */
export async function findFreePort(first: number, host: string): Promise<number> {
  for (let port = first; port < Math.min(first + tries, 65_536); port += 1) {
    const found = await tryPort(port, host).catch(() => undefined)
    if (found !== undefined) return found
  }
  return tryPort(0, host)
}
