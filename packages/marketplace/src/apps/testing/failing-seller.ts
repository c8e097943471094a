import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { openAtOnce } from '../../embedded/index.ts'
import type { SellerReply, SellerRequest } from '../../embedded/index.ts'
import type { SellersBooks } from './sellers-books.ts'

/** The ways in which a seller's server fails; *done_*: it has done what it was told all the same. */
export const failures = [
  'refuses',
  'done_refuses',
  'answers_500',
  'done_answers_500',
  'answers_html',
  'hangs',
  'done_hangs',
  'is_busy',
  'done_wrong_sign',
  'closes',
  'done_closes',
  'answers_half',
  'is_slow',
] as const
export type Failure = (typeof failures)[number]

const answer =
  (status: number, type: string, body: string, more: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(status, { 'content-type': type, ...more }).end(body)

const json = (body: object): string => JSON.stringify(body)
const replies: Readonly<Record<string, SellerReply>> = {
  refuses: { resultCode: '000005', resultMsg: 'broken' },
  answers_500: answer(500, 'application/json', '{}'),
  answers_html: answer(200, 'text/html', '<html>Bad gateway</html>'),
  hangs: () => undefined,
  is_busy: { resultCode: '000004', resultMsg: 'busy' },
  // Only servers of V1 sign; the others are believed, and have done it.
  wrong_sign: answer(200, 'application/json', json({ resultCode: '000000', resultMsg: 'ok' }), {
    'body-sign': 'sign_type="HMAC-SHA256", signature="d3Jvbmc="',
  }),
  closes: (response) => void response.socket?.destroy(),
  answers_half: answer(200, 'application/json', '{"resultCode": "0000'),
}

/** Carries out what the joint kit says, unless its server fails in the present way. */
export const keepBooksFailing =
  (books: SellersBooks, present: () => Failure | undefined) =>
  async (request: SellerRequest): Promise<SellerReply> => {
    if (!request.activity.endsWith('Sync')) return openAtOnce(request)
    const failure = present()
    const carryOut = () => ({ resultCode: books.carryOut(request.activity, request.body), resultMsg: 'told' })
    if (failure === undefined) return carryOut()
    if (failure === 'is_slow') {
      await pause(20)
      return carryOut()
    }
    const reply = replies[failure.replace('done_', '')]
    if (failure.startsWith('done_')) carryOut()
    return reply ?? carryOut()
  }
