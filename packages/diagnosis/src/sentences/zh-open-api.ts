import { findResultCodeMeaning as findLicenseCodeMeaning } from '@loggia/protocol/license/v1'
import { findResultCodeMeaning } from '@loggia/protocol/saas/v2'
import type { Hows } from '../hows.ts'
import { formatSeconds } from './writers.ts'
import type { Writers } from './writers.ts'

const path: Record<Hows['path'], string> = {
  as_sent: '使用了发送的原文，没有规范化和转义',
  escaped_twice: '多转义了一次',
  unescaped: '没有转义',
  lower_escapes: '使用了小写的转义字符',
  with_query: '包含了查询参数',
  whole_address: '包含了主机名',
  left_out: '缺失',
  slash_escaped: '对斜杠也做了转义',
  first_slash: '开头缺少或多了一个斜杠',
  prefix_missing: '缺少开头的几段',
}
const query: Record<Hows['query'], string> = {
  descending: '按降序排列',
  with_mark: '开头多了“?”或末尾多了“&”',
  no_equals: '中的空值参数缺少“=”，或缺少空值参数',
  lower_escapes: '使用了小写的转义字符',
  form: '按表单编码，空格写成了“+”',
  half_escaped: '中有保留字符没有转义',
  caseless: '排序时没有区分大小写',
  separator: '拼接时缺少“&”或“=”',
  escaped_twice: '多转义了一次',
  one_left_out: '缺少一个参数',
  repeated: '中的重复参数只保留了一个值',
  values_sorted: '按值排序',
  unescaped_names: '中的参数名没有转义',
  lower: '被转成了小写',
}
const headers: Record<Hows['headers'], string> = {
  last_newline: '末尾少了或多了一个换行',
  spaced: '在冒号后有空格',
  names_as_sent: '的名称含有大写字母',
  untrimmed: '的值中或首尾的空格处理错误',
  lower: '的值被转成了小写',
  unsorted: '没有排序',
  one_left_out: '缺少 SignedHeaders 中的一个请求头',
  more: '包含 SignedHeaders 以外的请求头',
  port_added: '中的 host 带有不同的端口或带有协议',
  other_host: '中的 host 与收到的不同',
  content_type: '中的 Content-Type 与发送的不同',
  separator: '没有用“:”和换行连接',
  values_only: '缺少名称',
  left_out: '缺失',
}
const signedHeaders: Record<Hows['signedHeaders'], string> = {
  order: '的顺序与 Authorization 中的不同',
  capitals: '的大小写与 Authorization 中的不同',
  separator: '没有用“;”分隔',
  left_out: '为空',
  others: '的名称与 Authorization 中的不同',
}
const payload: Record<Hows['payload'], string> = {
  upper: '大写的正文哈希',
  base64: '正文哈希或正文的 Base64',
  text: '正文本身，没有做哈希',
  left_out: '空值，没有正文的哈希',
  unsigned: ' UNSIGNED-PAYLOAD，而请求头没有声明',
  md5: '正文的 MD5',
  sha1: '正文的 SHA-1',
  keyed: '正文的 HMAC',
  twice: '对正文做了两次的哈希',
  header_ignored: '正文的哈希，没有使用 X-Sdk-Content-Sha256 的值',
}
const canonical: Record<Hows['canonical'], string> = {
  no_blank_line: '在请求头之后缺少空行',
  newline_at_end: '末尾多了一个换行',
  crlf: '使用了 Windows 换行符',
  joined: '没有换行，或“\\n”被写成了两个字符',
  payload_missing: '缺少正文的哈希',
  names_missing: '缺少 SignedHeaders 行',
  query_missing: '中的查询参数没有单独成行',
  order: '各行的顺序错误',
  lower: '被转成了小写',
  trimmed: '各行去掉了首尾空白字符',
}
const hash: Record<Hows['hash'], string> = {
  upper: '的哈希使用了大写',
  base64: '的哈希使用了 Base64',
  text: '没有做哈希',
  keyed: '的哈希使用了密钥',
  twice: '做了两次哈希',
  sha1: '的哈希使用了 SHA-1',
  md5: '的哈希使用了 MD5',
}
const text: Record<Hows['string'], string> = {
  algorithm_missing: '缺少 SDK-HMAC-SHA256 行',
  algorithm_other: '中的算法不是 SDK-HMAC-SHA256',
  date_missing: '缺少时间',
  order: '各行的顺序错误',
  scope: '多了 AWS 中的 scope 行',
  newline_at_end: '末尾多了一个换行',
  crlf: '使用了 Windows 换行符',
  joined: '各行之间没有换行',
  hash_only: '只有规范请求的哈希',
  id_added: '包含了 AK',
}
const refusal: Record<Hows['refusal'], readonly [string, string]> = {
  stale: [
    '请求的时间戳与其时钟相差过大',
    '用 NTP 校准商家服务器的时钟，代码按 UTC 和毫秒计算；如果请求会排队或稍后重发，在到达时就验签。',
  ],
  timestamp_form: [
    '无法解析请求的时间戳',
    'V2.0 的 timestamp 是 13 位毫秒数，V1.0 的 timeStamp 是 17 位 yyyyMMddHHmmssSSS，代码须支持该格式。',
  ],
  nonce_seen: [
    '该 nonce 已使用过',
    '可能是请求发送了两次，也可能是代码在验签之前就保存了 nonce，或检查了两次。每个 nonce 只在验签通过后保存一次。',
  ],
  missing_parameter: [
    '没有收到验签所需的参数',
    '此处的请求包含全部参数。检查代理、重写规则或框架是否去掉了查询参数，以及代码读取的参数名。',
  ],
  signature_form: [
    '无法解析签名',
    'V2.0 的签名是 64 位十六进制，authToken 是 44 个字符的 Base64，代码须在 URL 解码一次后支持该格式。',
  ],
  unreadable: ['签名正确，但无法解析内容', '对照请求的字段与代码期望的字段；未知字段应忽略。'],
  not_served: ['不支持该协议或接口', '在商家服务器的配置中启用该协议，或登记支持该协议的地址。'],
}
const replyHow: Record<Hows['reply'], string> = {
  before: '前面多了文本',
  behind: '后面多了文本',
  wrapped: '包在函数调用中（JSONP）',
  several: '连续返回了两个对象',
  cut: '内容不完整',
}
const meaningOf = (code: string, isLicense = false): string =>
  (isLicense ? findLicenseCodeMeaning : findResultCodeMeaning)(code, 'zh-CN') ?? '协议未定义该结果码'
const quoteText = (message: string | null): string => (message === null ? '' : `返回的说明：“${message}”。`)
const asSent =
  '各部分按 SDK-HMAC-SHA256 的规则生成，或使用官方签名工具；将拒绝信息中的规范请求与您的规范请求逐行对照。'
const right = '请求的签名与密钥相符。'

/** 开放接口的请求，以及正确却被拒绝的请求。 */
export const chineseOpenApi = {
  ak_sk_path: [(f) => `规范请求中的路径${path[f.how]}。`, asSent],
  ak_sk_query: [(f) => `规范请求中的查询参数${query[f.how]}。`, asSent],
  ak_sk_headers: [(f) => `规范请求中的请求头${headers[f.how]}。`, asSent],
  ak_sk_signed_headers: [(f) => `规范请求中的 SignedHeaders ${signedHeaders[f.how]}。`, asSent],
  ak_sk_payload: [
    (f) => `规范请求的最后一行错误，写成了${payload[f.how]}。`,
    '最后一行应为实际发送的正文的 SHA-256，用小写十六进制表示，正文为空时也一样；如果请求带有 X-Sdk-Content-Sha256，使用它的值。',
  ],
  ak_sk_canonical: [(f) => `规范请求${canonical[f.how]}。`, asSent],
  ak_sk_hash: [
    (f) => `规范请求${hash[f.how]}。`,
    '待签名字符串的最后一行是规范请求的 SHA-256，用小写十六进制表示。',
  ],
  ak_sk_string: [
    (f) => `待签名字符串${text[f.how]}。`,
    '待签名字符串共三行：SDK-HMAC-SHA256、X-Sdk-Date、规范请求的哈希，末尾没有换行。',
  ],
  reply_text: [(f) => `响应不是 JSON：${replyHow[f.how]}。`, '只返回一个 JSON 对象，并关闭警告和调试输出。'],
  ak_sk_method_other: ['签名用的请求方法与发送的不同。', '用实际发送的方法签名，使用大写。'],
  refused_for_reason: [
    (f) => `商家的服务器以 ${f.resultCode} 拒绝，返回的说明表明：${refusal[f.reason][0]}。${right}`,
    (f) => refusal[f.reason][1],
  ],
  refused_for_parameter: [
    (f) =>
      `商家的服务器以 ${f.resultCode} 拒绝：${meaningOf(f.resultCode)}。${right}该结果码用于拒绝 timestamp、nonce 或不接受的字段。${quoteText(f.resultMsg)}${f.byMs === undefined ? '响应没有 Date 头或请求没有时间戳，无法得知时钟差。' : `请求的时间戳比响应头 Date ${f.ahead ? '快' : '慢'} ${formatSeconds(f.byMs)} 秒。`}`,
    '依次检查：商家服务器的时钟，以及代码比较时使用的单位；nonce 是否已使用过；各参数和字段的名称是否与代码读取的一致。',
  ],
  refused_with_code: [
    (f) =>
      `商家的服务器以 ${f.resultCode} 拒绝：${meaningOf(f.resultCode, f.isLicense)}。${right}该结果码与签名无关。${quoteText(f.resultMsg)}`,
    '在商家服务器的日志中查看代码如何处理该请求；密钥和签名无需修改。',
  ],
  refused_by_status: [
    (f) => `响应的 HTTP 状态码是 ${f.status}。${right}`,
    '查明由谁返回：商家代码之前的网关、登录过滤器或框架，还是代码本身；应返回 HTTP 200 和 resultCode。',
  ],
} as const satisfies Partial<Writers>
