import { Socket } from 'node:net'
import pg from 'pg'

/** A dedicated connection that listens; it reconnects whenever it is lost. */
export type NotifyConnection = {
  /**
   * Resolves to true if the payloads were sent. Resolves to false if there is no connection, or if it broke meanwhile;
   * then nobody knows whether they were sent.
   */
  send(payloads: readonly string[]): Promise<boolean>
  close(): Promise<void>
}
export type NotifyConnectionOptions = {
  readonly url: string
  /** Called for each lost connection and each failed try. */
  readonly onLost: (error: Error) => void
  /** Called when listening begins, for the first time or again: notifications may have been missed. */
  readonly onOpen: () => void
  readonly onWord: (payload: string) => void
}

const channel = 'loggia_changes'
const firstPauseMs = 100
const longestPauseMs = 10_000
/** A dead network is noticed by a query every `checkMs` that must be answered within `answerMs`. */
const checkMs = 15_000
const answerMs = 5_000

type Connection = { readonly client: pg.Client; readonly socket: Socket; lose(error: unknown): void }

/** Connects in the background; retries with growing pauses while the server is away. */
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
      // Not before: a server that accepts connections and drops them must not be tried ten times a second.
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

/** A client that calls `onLost` once, whichever way it fails. */
function connect(url: string, onLost: (error: Error) => void): Connection {
  // Our own socket: on a dead network a connection can only be destroyed.
  const socket = new Socket()
  const client = new pg.Client({
    connectionString: url,
    stream: () => socket,
    // A notification need not survive a crash of the server, so the commit does not wait for the disk.
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
