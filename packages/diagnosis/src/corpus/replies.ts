import type { DiagnosisAsked } from '../diagnose.ts'
import { createCases } from './case.ts'
import type { Mistake } from './case.ts'
import { createAsked, createProof, createQuery } from './stamp.ts'
import type { Wire } from './stamp.ts'

const { all, planted, right } = createCases('replies')

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
/** A correct request with this reply. */
const createAnswered = (
  { status = 200, type = json, headers = [], body }: Reply,
  from: Wire = wire,
): DiagnosisAsked => {
  const asked = createAsked(from, createQuery(from, createProof(from, {})), { receivedAtMs: undefined })
  const reply = { status, headers: [['Content-Type', type] as const, ...headers], body: Buffer.from(body) }
  return { ...asked, exchange: { ...asked.exchange, reply } }
}
const writeCode = (code: string, message = 'failed'): string =>
  JSON.stringify({ resultCode: code, resultMsg: message })
const createMistake = (sentence: string, says: RegExp): Mistake => [sentence, says]
/** What is true of every refusal in these cases. */
const refused = /refus|request is right|resultCode|HTTP|status|valid JSON/i
const addReply = (name: string, mistake: Mistake, reply: Reply): void =>
  planted(name, [mistake], () => createAnswered(reply), [refused])

const html = '<!DOCTYPE html><html><body>Error</body></html>'
const ok = '{"resultCode":"000000","resultMsg":"success.","instanceId":"i-1"}'

addReply(
  '000001 to a right request',
  createMistake('A right request was refused with 000001.', /000001|request is right/i),
  { body: writeCode('000001', 'invalid signature') },
)
addReply(
  '000002 by a server ten minutes ahead',
  createMistake('The seller’s clock is ahead.', /clock|minute|time/i),
  {
    body: writeCode('000002', 'timestamp expired'),
    headers: [dateOf('03:10:00')],
  },
)
addReply(
  '000002 by a server three minutes slow',
  createMistake('The seller’s clock is slow.', /clock|minute|time/i),
  {
    body: writeCode('000002'),
    headers: [dateOf('02:57:00')],
  },
)
addReply(
  '000002 by a server eight hours ahead',
  createMistake('The seller’s clock stands at local time.', /local|zone/i),
  { body: writeCode('000002'), headers: [dateOf('11:00:00')] },
)
addReply(
  '000001 by a server an hour ahead',
  createMistake('The seller’s clock is ahead.', /clock|hour|time/i),
  {
    body: writeCode('000001'),
    headers: [dateOf('04:00:00')],
  },
)
addReply(
  '000002, the clocks agree',
  createMistake('A right request was refused with 000002.', /000002|request is right/i),
  { body: writeCode('000002', 'parameter error'), headers: [dateOf('03:00:00')] },
)
addReply(
  '000003 to newInstance',
  createMistake('000003 says that the instance is not known.', /000003|instance/i),
  {
    body: writeCode('000003', 'instance not found'),
    headers: [dateOf('03:00:00')],
  },
)
addReply('000005', createMistake('The seller’s server says an internal error.', /000005|internal|refus/i), {
  body: writeCode('000005', 'NullPointerException'),
  headers: [dateOf('03:00:00')],
})
addReply(
  'a code of one’s own',
  createMistake('The code is none of the protocol.', /E1001|code|six|unknown/i),
  {
    body: writeCode('E1001', 'sign error'),
    headers: [dateOf('03:00:00')],
  },
)
addReply('401 with JSON', createMistake('The status is 401.', /401|status/i), {
  status: 401,
  body: writeCode('000001', 'unauthorized'),
})
addReply('401 of a filter in front', createMistake('The status is 401: a login is wanted.', /401|status/i), {
  status: 401,
  type: 'text/html',
  body: html,
  headers: [['WWW-Authenticate', 'Bearer']],
})
addReply('403 of Spring’s CSRF filter', createMistake('The status is 403.', /403|status/i), {
  status: 403,
  body: '{"status":403,"error":"Forbidden"}',
})
addReply('404', createMistake('The address is not there: 404.', /404|status/i), {
  status: 404,
  type: 'text/html',
  body: html,
})
addReply('405', createMistake('POST is not allowed: 405.', /405|status|POST/i), {
  status: 405,
  body: '{"error":"Method Not Allowed"}',
})
addReply('302 to a login', createMistake('The reply redirects.', /302|redirect|status/i), {
  status: 302,
  type: 'text/html',
  body: '',
  headers: [['Location', '/login']],
})
addReply('301 to https', createMistake('The reply redirects.', /301|redirect|status/i), {
  status: 301,
  type: 'text/html',
  body: '',
  headers: [['Location', 'https://seller.example/saas/produce/']],
})
addReply('500', createMistake('The status is 500.', /500|status/i), {
  status: 500,
  body: '{"timestamp":1,"status":500,"error":"Internal Server Error"}',
})
addReply('502 of nginx', createMistake('The status is 502.', /502|status/i), {
  status: 502,
  type: 'text/html',
  body: html,
})
addReply('201 for 200', createMistake('The status is 201, and 200 is meant.', /201|status/i), {
  status: 201,
  body: ok,
})
addReply('200 with a page', createMistake('The reply is a page, not JSON.', /JSON|html|content type/i), {
  type: 'text/html',
  body: html,
})
addReply('200 and nothing', createMistake('The body of the reply is empty.', /empty|JSON|no body/i), {
  body: '',
})
addReply(
  'JSON as text/plain',
  createMistake('The content type is text/plain.', /content.type|text\/plain/i),
  {
    type: 'text/plain',
    body: ok,
  },
)
addReply('XML', createMistake('The reply is XML.', /XML|JSON|content.type/i), {
  type: 'application/xml',
  body: '<result><resultCode>000000</resultCode></result>',
})
addReply('the code as a number', createMistake('resultCode is a number.', /resultCode|number|text|string/i), {
  body: '{"resultCode":0,"resultMsg":"success."}',
})
addReply('the code is called code', createMistake('resultCode is missing.', /resultCode/i), {
  body: '{"code":"000000","msg":"ok"}',
})
addReply('the code is called result_code', createMistake('resultCode is missing.', /resultCode/i), {
  body: '{"result_code":"000000","result_msg":"ok"}',
})
addReply(
  'wrapped in data',
  createMistake('resultCode is not where it belongs.', /resultCode|wrapped|data/i),
  {
    body: `{"code":200,"data":${ok}}`,
  },
)
addReply(
  'JSON in a text',
  createMistake('The reply is a JSON text that holds JSON.', /JSON|object|quot|\{/i),
  {
    body: JSON.stringify(ok),
  },
)
addReply('a list', createMistake('The reply is a list.', /list|array|object|JSON|\{/i), { body: `[${ok}]` })
addReply(
  'a comma too many',
  createMistake(
    'The JSON has a comma too many.',
    /comma (too many|before|behind|after)|trailing comma|valid JSON/i,
  ),
  {
    body: ok.replace('}', ',}'),
  },
)
addReply('single quotes', createMistake('The JSON has single quotes.', /single quot|apostroph|valid JSON/i), {
  body: ok.replaceAll('"', "'"),
})
addReply('a byte order mark', createMistake('A byte order mark stands in front.', /byte order mark|BOM/i), {
  body: `\uFEFF${ok}`,
})
addReply(
  'a warning of PHP in front',
  createMistake('Text stands in front of the JSON.', /in front|before|begins with|warning/i),
  {
    body: `<br />\n<b>Warning</b>: Undefined index in /var/www<br />\n${ok}`,
  },
)
addReply('GBK in the message', createMistake('The reply is not UTF-8.', /UTF-8|GBK|charset|bytes/i), {
  type: 'application/json;charset=GBK',
  body: Buffer.concat([
    Buffer.from('{"resultCode":"000001","resultMsg":"'),
    Buffer.from('b6a9b5a5', 'hex'),
    Buffer.from('"}'),
  ]),
})
addReply(
  'JSONP',
  createMistake('The JSON is wrapped in a call.', /in front|before|starts with|callback|function call/i),
  {
    body: `callback(${ok})`,
  },
)
addReply('two objects', createMistake('Two objects were written.', /twice|two|behind|more than one|after/i), {
  body: `${ok}${ok}`,
})
addReply('the reply was cut', createMistake('The JSON ends too early.', /ends|cut|incomplete|too early/i), {
  body: ok.slice(0, 40),
})
right('accepted', () => createAnswered({ body: ok }))
right('accepted, the clocks agree', () => createAnswered({ body: ok, headers: [dateOf('03:00:01')] }))

/** Replies to correct requests. */
export const replies = all
