/** Without an adapter: Bun serves the function that `createSeller` returns. */
export async function start(seller, port) {
  const server = globalThis.Bun.serve({ port, hostname: '127.0.0.1', fetch: seller })
  return { port: server.port, stop: () => server.stop() }
}
