import type { VerdictOf } from '@loggia/protocol/wire'
import {
  askForBody,
  create,
  query,
  askForBytes,
  askForBytesAndEnd,
  release,
  askSecureServer,
} from './asking.ts'
import type { Case, Cases } from './asking.ts'
import { answerWith, formatChunked, formatReply } from '@loggia/outbound/testing'

const info = (more: object): string =>
  JSON.stringify({ resultCode: '000000', info: [{ instanceId: 'i-1', ...more }] })
const tooLong = (name: string, max: number): VerdictOf<'member_too_long'> => ({
  code: 'member_too_long',
  name,
  max,
  got: max + 1,
})
const address = { frontEndUrl: 'https://a.test/' }
const named = { resultCode: '000000', instanceId: 'i-1' }
const usage = '"usageInfo":[{"usageValue":1e999,"statisticalTime":"t"}]'
const early = `HTTP/1.1 103 Early\r\nLink: x\r\n\r\n${formatReply(200, JSON.stringify(named)).toString()}`

const longMember = (name: string, max: number): Case<'member_too_long'> => [
  `gives ${name} too long`,
  askForBody(info({ appInfo: { ...address, [name]: 'x'.repeat(max + 1) } }), query),
  tooLong(`info[0].appInfo.${name}`, max),
]
const aboutInstance = (seller: string, instanceId: string, got: string): Case<'member_value'> => [
  seller,
  askForBody({ resultCode: '000000', instanceId }),
  { name: 'instanceId', got, rule: 'id_characters' },
]

/** Sellers whose replies are valid HTTP, by the verdict on the reply's content. */
export const answerCases: Cases<
  | 'succeeded'
  | 'pending'
  | 'refused'
  | 'result_code_unknown'
  | 'body_empty'
  | 'body_not_utf8'
  | 'body_bom'
  | 'body_unparsable'
  | 'not_an_object'
  | 'result_code_missing'
  | 'result_code_malformed'
  | 'member_missing'
  | 'member_type'
  | 'member_too_long'
  | 'member_value'
> = {
  succeeded: [
    ['confirms', askForBody(named), {}],
    ['confirms over TLS', askSecureServer({}, answerWith(formatReply(200, JSON.stringify(named)))), {}],
    [
      'confirms in chunks',
      askForBytes(formatChunked([Buffer.from('{"resultCode":'), Buffer.from('"000000"}')]), {
        operation: release,
      }),
      {},
    ],
    ['says 103 first', askForBytes(early), {}],
    [
      'names an encoding that compresses nothing',
      askForBytes(formatReply(200, JSON.stringify(named), { 'Content-Encoding': 'UTF-8' })),
      {},
    ],
  ],
  pending: [['is at it', askForBody({ ...named, resultCode: '000004' }), {}]],
  refused: [
    [
      'refuses',
      askForBody({ resultCode: '000106', resultMsg: 'gone' }),
      { resultCode: '000106', resultMsg: 'gone' },
    ],
    [
      'refuses without a word',
      askForBody({ resultCode: '000100' }),
      { resultCode: '000100', resultMsg: null },
    ],
  ],
  result_code_unknown: [
    [
      'has a code of its own',
      askForBody({ resultCode: '777777' }),
      { resultCode: '777777', resultMsg: null },
    ],
  ],
  body_empty: [
    ['says nothing', askForBytes(formatReply(200)), {}],
    ['says nothing in chunks', askForBytes(formatChunked([])), {}],
    [
      'says nothing and closes',
      askForBytesAndEnd('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n'),
      {},
    ],
  ],
  body_not_utf8: [
    ['writes GBK', askForBytes(formatReply(200, Uint8Array.of(0x7b, 0x22, 0xb3, 0xc9, 0x22, 0x7d))), {}],
    ['writes UTF-16', askForBytes(formatReply(200, Uint8Array.of(0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00))), {}],
  ],
  body_bom: [['begins with a byte order mark', askForBody('\uFEFF{"resultCode":"000000"}'), {}]],
  body_unparsable: [
    ['writes half an object', askForBody('{"resultCode":'), { gotBytes: 14 }],
    ['writes two objects', askForBody('{}{}'), { gotBytes: 4 }],
    ['writes single quotes', askForBody("{'a':1}"), { gotBytes: 7 }],
    ['writes a comma too many', askForBody('{"a":1,}'), { gotBytes: 8 }],
    ['writes a page', askForBody('<html></html>'), { gotBytes: 13 }],
  ],
  not_an_object: [
    ['writes a list', askForBody('[]'), { got: 'array' }],
    ['writes null', askForBody('null'), { got: 'null' }],
    ['writes its object as a string', askForBody('"{}"'), { got: 'string' }],
  ],
  result_code_missing: [
    ['names no code', askForBody({ resultMsg: 'ok' }), {}],
    ['names null for a code', askForBody({ resultCode: null }), {}],
    ['names an empty code', askForBody({ resultCode: '' }), {}],
  ],
  result_code_malformed: [
    ['writes seven digits', askForBody({ resultCode: '0000004' }), { got: '0000004' }],
    ['writes a word', askForBody({ resultCode: 'ok\n' }), { got: 'ok\\u000a' }],
  ],
  member_missing: [
    ['names no instance', askForBody({ resultCode: '000000' }), { name: 'instanceId' }],
    ['names an empty instance', askForBody({ resultCode: '000004', instanceId: '' }), { name: 'instanceId' }],
    [
      'names nothing in its list',
      askForBody('{"resultCode":"000000","info":[{}]}', query),
      { name: 'info[0].instanceId' },
    ],
    [
      'gives no address',
      askForBody(info({ appInfo: { memo: 'm' } }), query),
      { name: 'info[0].appInfo.frontEndUrl' },
    ],
  ],
  member_type: [
    [
      'writes its code as a number',
      askForBody({ resultCode: 0 }),
      { name: 'resultCode', expected: 'string', got: 'number' },
    ],
    [
      'writes its id as a number',
      askForBody({ ...named, instanceId: 7 }),
      { name: 'instanceId', expected: 'string', got: 'number' },
    ],
    [
      'writes one for a list',
      askForBody({ resultCode: '000000', info: {} }, query),
      { name: 'info', expected: 'array', got: 'object' },
    ],
    [
      'lists nulls',
      askForBody({ resultCode: '000000', info: [null] }, query),
      { name: 'info[0]', expected: 'object', got: 'null' },
    ],
  ],
  member_too_long: [
    [
      'names an instance too long',
      askForBody({ ...named, instanceId: 'x'.repeat(65) }, create),
      tooLong('instanceId', 64),
    ],
    ['talks too much', askForBody({ ...named, resultMsg: '成'.repeat(256) }), tooLong('resultMsg', 255)],
    longMember('frontEndUrl', 512),
    longMember('adminUrl', 512),
    longMember('userName', 128),
    longMember('password', 128),
    longMember('memo', 1024),
  ],
  member_value: [
    aboutInstance('names an instance with a comma', 'i,1', 'i,1'),
    aboutInstance('names an instance with a NUL', 'i\u0000', 'i\\u0000'),
    [
      'counts beyond numbers',
      askForBody(`{"resultCode":"000000","info":[{"instanceId":"i-1",${usage}}]}`, query),
      { name: 'info[0].usageInfo[0].usageValue', got: 'Infinity', rule: 'finite_number' },
    ],
  ],
}
