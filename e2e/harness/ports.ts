import { listenOnce } from './server.ts'

const lowest = 16_000
const highest = 32_000

/**
 * Finds ports that stay free while nothing listens on them. They are below the range that the system gives to outgoing
 * connections, one of which could otherwise take such a port, or even connect to itself on it.
 */
export async function findQuietPorts(count: number): Promise<number[]> {
  const found: number[] = []
  let port = lowest + Math.floor(Math.random() * (highest - lowest))
  for (let tried = 0; found.length < count; tried += 1) {
    if (tried > highest - lowest) throw new Error('There are not enough free ports')
    port = port >= highest ? lowest : port + 1
    if ((await listenOnce(port).catch(() => 0)) > 0) found.push(port)
  }
  return found
}
