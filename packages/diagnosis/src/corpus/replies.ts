import type { DiagnosisAsked } from '../diagnose.ts'
import { casesOf } from './case.ts'
import type { Mistake } from './case.ts'
import { askedOf, proofOf, queryOf } from './stamp.ts'
import type { Wire } from './stamp.ts'

const { all, planted, right } = casesOf('replies')

const wire: Wire = {
  protocol: 'saas-v2',
  key: 'd3b07384-d9a0-4e9b-8b0d-2f1c6a5e4f37',
  nonce: 'Zx8Cv7Bn6Mq5Lk4J',
  timestamp: '1764298800123',
  body: '{"activity":"newInstance","businessId":"b-1","orderId":"CS1","orderLineId":"CS1-000001"}',
}
const json = 'application/json;charset=UTF-8'
const dateOf = (time: string): readonly [string, string] => ['Date', `Fri, 28 Nov 2025 ${time} GMT`]

type Reply = {
  readonly status?: number
  readonly type?: string
  readonly headers?: readonly (readonly [string, string])[]
  readonly body: string | Buffer
}
/** A right request with this reply. */
const answered = (
  { status = 200, type = json, headers = [], body }: Reply,
  from: Wire = wire,
): DiagnosisAsked => {
  const asked = askedOf(from, queryOf(from, proofOf(from, {})), { receivedAtMs: undefined })
  const reply = { status, headers: [['Content-Type', type] as const, ...headers], body: Buffer.from(body) }
  return { ...asked, exchange: { ...asked.exchange, reply } }
}
const coded = (code: string, message = 'failed'): string =>
  JSON.stringify({ resultCode: code, resultMsg: message })
const named = (sentence: string, says: RegExp): Mistake => [sentence, says]
/** What is true of every refusal here. */
const refused = /refus|request is right|resultCode|HTTP|status|valid JSON/i
const said = (name: string, mistake: Mistake, reply: Reply): void =>
  planted(name, [mistake], () => answered(reply), [refused])

const html = '<!DOCTYPE html><html><body>Error</body></html>'
const ok = '{"resultCode":"000000","resultMsg":"success.","instanceId":"i-1"}'

said(
  '000001 to a right request',
  named('A right request was refused with 000001.', /000001|request is right/i),
  { body: coded('000001', 'invalid signature') },
)
said('000002 by a server ten minutes ahead', named('The seller’s clock is ahead.', /clock|minute|time/i), {
  body: coded('000002', 'timestamp expired'),
  headers: [dateOf('03:10:00')],
})
said('000002 by a server three minutes slow', named('The seller’s clock is slow.', /clock|minute|time/i), {
  body: coded('000002'),
  headers: [dateOf('02:57:00')],
})
said(
  '000002 by a server eight hours ahead',
  named('The seller’s clock stands at local time.', /local|zone/i),
  { body: coded('000002'), headers: [dateOf('11:00:00')] },
)
said('000001 by a server an hour ahead', named('The seller’s clock is ahead.', /clock|hour|time/i), {
  body: coded('000001'),
  headers: [dateOf('04:00:00')],
})
said(
  '000002, the clocks agree',
  named('A right request was refused with 000002.', /000002|request is right/i),
  { body: coded('000002', 'parameter error'), headers: [dateOf('03:00:00')] },
)
said('000003 to newInstance', named('000003 says that the instance is not known.', /000003|instance/i), {
  body: coded('000003', 'instance not found'),
  headers: [dateOf('03:00:00')],
})
said('000005', named('The seller’s server says an internal error.', /000005|internal|refus/i), {
  body: coded('000005', 'NullPointerException'),
  headers: [dateOf('03:00:00')],
})
said('a code of one’s own', named('The code is none of the protocol.', /E1001|code|six|unknown/i), {
  body: coded('E1001', 'sign error'),
  headers: [dateOf('03:00:00')],
})
said('401 with JSON', named('The status is 401.', /401|status/i), {
  status: 401,
  body: coded('000001', 'unauthorized'),
})
said('401 of a filter in front', named('The status is 401: a login is wanted.', /401|status/i), {
  status: 401,
  type: 'text/html',
  body: html,
  headers: [['WWW-Authenticate', 'Bearer']],
})
said('403 of Spring’s CSRF filter', named('The status is 403.', /403|status/i), {
  status: 403,
  body: '{"status":403,"error":"Forbidden"}',
})
said('404', named('The address is not there: 404.', /404|status/i), {
  status: 404,
  type: 'text/html',
  body: html,
})
said('405', named('POST is not allowed: 405.', /405|status|POST/i), {
  status: 405,
  body: '{"error":"Method Not Allowed"}',
})
said('302 to a login', named('The reply redirects.', /302|redirect|status/i), {
  status: 302,
  type: 'text/html',
  body: '',
  headers: [['Location', '/login']],
})
said('301 to https', named('The reply redirects.', /301|redirect|status/i), {
  status: 301,
  type: 'text/html',
  body: '',
  headers: [['Location', 'https://seller.example/saas/produce/']],
})
said('500', named('The status is 500.', /500|status/i), {
  status: 500,
  body: '{"timestamp":1,"status":500,"error":"Internal Server Error"}',
})
said('502 of nginx', named('The status is 502.', /502|status/i), {
  status: 502,
  type: 'text/html',
  body: html,
})
said('201 for 200', named('The status is 201, and 200 is meant.', /201|status/i), { status: 201, body: ok })
said('200 with a page', named('The reply is a page, not JSON.', /JSON|html|content type/i), {
  type: 'text/html',
  body: html,
})
said('200 and nothing', named('The body of the reply is empty.', /empty|JSON|no body/i), { body: '' })
said('JSON as text/plain', named('The content type is text/plain.', /content.type|text\/plain/i), {
  type: 'text/plain',
  body: ok,
})
said('XML', named('The reply is XML.', /XML|JSON|content.type/i), {
  type: 'application/xml',
  body: '<result><resultCode>000000</resultCode></result>',
})
said('the code as a number', named('resultCode is a number.', /resultCode|number|text|string/i), {
  body: '{"resultCode":0,"resultMsg":"success."}',
})
said('the code is called code', named('resultCode is missing.', /resultCode/i), {
  body: '{"code":"000000","msg":"ok"}',
})
said('the code is called result_code', named('resultCode is missing.', /resultCode/i), {
  body: '{"result_code":"000000","result_msg":"ok"}',
})
said('wrapped in data', named('resultCode is not where it belongs.', /resultCode|wrapped|data/i), {
  body: `{"code":200,"data":${ok}}`,
})
said('JSON in a text', named('The reply is a JSON text that holds JSON.', /JSON|object|quot|\{/i), {
  body: JSON.stringify(ok),
})
said('a list', named('The reply is a list.', /list|array|object|JSON|\{/i), { body: `[${ok}]` })
said(
  'a comma too many',
  named('The JSON has a comma too many.', /comma (too many|before|behind|after)|trailing comma|valid JSON/i),
  {
    body: ok.replace('}', ',}'),
  },
)
said('single quotes', named('The JSON has single quotes.', /single quot|apostroph|valid JSON/i), {
  body: ok.replaceAll('"', "'"),
})
said('a byte order mark', named('A byte order mark stands in front.', /byte order mark|BOM/i), {
  body: `\uFEFF${ok}`,
})
said(
  'a warning of PHP in front',
  named('Text stands in front of the JSON.', /in front|before|begins with|warning/i),
  {
    body: `<br />\n<b>Warning</b>: Undefined index in /var/www<br />\n${ok}`,
  },
)
said('GBK in the message', named('The reply is not UTF-8.', /UTF-8|GBK|charset|bytes/i), {
  type: 'application/json;charset=GBK',
  body: Buffer.concat([
    Buffer.from('{"resultCode":"000001","resultMsg":"'),
    Buffer.from('b6a9b5a5', 'hex'),
    Buffer.from('"}'),
  ]),
})
said('JSONP', named('The JSON is wrapped in a call.', /in front|before|begins with|callback|call of/i), {
  body: `callback(${ok})`,
})
said('two objects', named('Two objects were written.', /twice|two|behind|more than one|after/i), {
  body: `${ok}${ok}`,
})
said('the reply was cut', named('The JSON ends too early.', /ends|cut|incomplete|too early/i), {
  body: ok.slice(0, 40),
})
right('accepted', () => answered({ body: ok }))
right('accepted, the clocks agree', () => answered({ body: ok, headers: [dateOf('03:00:01')] }))

/** Replies to right requests. */
export const replies = all
