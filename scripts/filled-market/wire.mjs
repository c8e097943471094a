// Sellers' servers in this process, by the path of their address; their answers can be changed at any time.

/** Reads a request of any protocol. */
function read({ url, method, body }) {
  const query = Object.fromEntries(url.searchParams)
  const members = method === 'GET' ? query : JSON.parse(body)
  return { activity: members.activity ?? '', members, query, body, search: url.search }
}

export function createWire({ openAtOnce, openAtOnceV1, signBody }) {
  const sellers = new Map()

  async function send(outgoing) {
    const seller = sellers.get(outgoing.url.pathname)
    if (!seller) throw new Error(`Nobody serves ${outgoing.url.href}`)
    const request = read(outgoing)
    const usual = () =>
      outgoing.method === 'GET' ? openAtOnceV1(seller.accessKey)(request) : openAtOnce(request)
    const reply = await (seller.script?.(request, usual) ?? usual())
    return reply === 'down' ? answer(503, 'busy', {}) : answer(200, JSON.stringify(reply), signed(reply))

    function signed(said) {
      return outgoing.method === 'GET'
        ? { 'body-sign': signBody(seller.accessKey, JSON.stringify(said)) }
        : {}
    }
  }

  return {
    send,
    close: () => Promise.resolve(),
    addSeller: (path, accessKey) => void sellers.set(path, { accessKey }),
    /** Sets the next answers: a reply, `down`, a promise of either, or undefined for the default. */
    script: (path, script) => void (sellers.get(path).script = script),
  }
}

function answer(status, text, more) {
  const headers = { 'content-type': 'application/json', ...more }
  const body = Buffer.from(text)
  const reply = { line: `HTTP/1.1 ${status} OK`, headers: Object.entries(headers), body }
  return { durationMs: 7, received: { status, headers, body }, reply }
}
