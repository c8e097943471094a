/** Without an adapter: Deno serves the function that `createSeller` returns. */
export async function start(seller, port) {
  const server = globalThis.Deno.serve({ port, hostname: '127.0.0.1', onListen: () => {} }, seller)
  return { port: server.addr.port, stop: () => server.shutdown() }
}
