import { Socket } from 'node:net'
import pg from 'pg'

/** A connection of its own that listens, and is made anew whenever it is lost. */
export type NotifyConnection = {
  /** Gives whether the payloads went out; if the connection breaks meanwhile nobody knows, and it gives false. */
  send(payloads: readonly string[]): Promise<boolean>
  close(): Promise<void>
}
export type NotifyConnectionOptions = {
  readonly url: string
  /** Hears of each loss, and of each try that failed. */
  readonly onLost: (error: Error) => void
  /** Listens, for the first time or again: words may have been missed. */
  readonly onOpen: () => void
  readonly onWord: (payload: string) => void
}

const channel = 'loggia_changes'
const firstPauseMs = 100
const longestPauseMs = 10_000
/** A network that swallows everything is noticed by asking this often, and by waiting this long for the answer. */
const checkMs = 15_000
const answerMs = 5_000

type Connection = { readonly client: pg.Client; readonly socket: Socket; lose(error: unknown): void }

/** Connects in the background; a server that is away is tried again and again, after growing pauses. */
export function openNotifyConnection(options: NotifyConnectionOptions): NotifyConnection {
  let newest: Connection
  let listening: Connection | undefined
  let timer: NodeJS.Timeout | undefined
  let pauseMs = firstPauseMs
  let isClosed = false

  function later(work: () => void, ms: number): void {
    clearTimeout(timer)
    if (!isClosed) timer = setTimeout(work, ms)
  }

  function open(): void {
    newest = connect(options.url, (error) => {
      listening = undefined
      if (isClosed) return
      later(open, pauseMs)
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
      options.onLost(error)
    })
    const { client, lose } = newest
    client.on('notification', ({ payload = '' }) => options.onWord(payload))
    listen(client).then(() => {
      listening = newest
      later(check, checkMs)
      options.onOpen()
    }, lose)
  }

  function check(): void {
    void ask('select 1').then((isAlive) => {
      if (!isAlive) return
      // Not before: a server that takes connections and drops them must not be asked ten times a second.
      pauseMs = firstPauseMs
      later(check, checkMs)
    })
  }

  async function ask(text: string, values?: unknown[]): Promise<boolean> {
    const asked = listening
    if (!asked) return false
    try {
      await asked.client.query(text, values)
      return true
    } catch (error) {
      asked.lose(error)
      return false
    }
  }

  open()
  return {
    send: (payloads) => ask(`select pg_notify('${channel}', said) from unnest($1::text[]) said`, [payloads]),
    async close() {
      isClosed = true
      clearTimeout(timer)
      if (listening) await listening.client.end()
      else newest.socket.destroy()
    },
  }
}

/** A client that tells once, whatever happens to it, that it is of no use any more. */
function connect(url: string, onLost: (error: Error) => void): Connection {
  // Our own socket, since one on a network that is gone can only be destroyed.
  const socket = new Socket()
  const client = new pg.Client({
    connectionString: url,
    stream: () => socket,
    // A word need not survive the server, so its commit does not wait for the disk.
    options: '-c synchronous_commit=off',
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
    keepAlive: true,
  })
  let isLost = false
  const lose = (error: unknown): void => {
    if (isLost) return
    isLost = true
    socket.destroy()
    onLost(error instanceof Error ? error : new Error('The connection was lost', { cause: error }))
  }
  client.on('error', lose)
  client.on('end', () => lose(new Error('The connection ended')))
  return { client, socket, lose }
}

async function listen(client: pg.Client): Promise<void> {
  await client.connect()
  await client.query(`listen ${channel}`)
}
